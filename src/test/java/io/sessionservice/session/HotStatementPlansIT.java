package io.sessionservice.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.DatabaseSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The hot statements find sessions by an index however many there are. Their plans, as PostgreSQL 18 makes them for any parameters,
 * are in {@code src/test/resources/plans}; what was seen is written to {@code target/plans}.
 */
@DatabaseSlice
class HotStatementPlansIT {

    private static final Path STATEMENTS = Path.of("src/main/resources/session");
    private static final Path PLANS = Path.of("src/test/resources/plans");
    private static final Path SEEN = Path.of("target/plans");
    private static final Pattern PARAMETER = Pattern.compile("CAST\\((?:\\?|:\\w+) AS ([\\w\\[\\]]+)\\)");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @BeforeEach
    void fill() {
        if (jdbc.sql("SELECT count(*) FROM sessions").query(Long.class).single() > 0) {
            return;
        }
        jdbc.sql(
                        "INSERT INTO applications (id, name, auth_key, auth_secret, algorithms, status, created_at, updated_at)"
                                + " SELECT i, 'a', i, 'k:x', 'SHA1', 'ACTIVE', now(), now() FROM generate_series(1, 2000) AS i")
                .update();
        jdbc.sql("INSERT INTO users (id, application_id, login, password, status, created_at, updated_at)"
                        + " SELECT i, 1 + i % 2000, i, 'x', 'ACTIVE', now(), now() FROM generate_series(1, 20000) AS i")
                .update();
        // in parts, as no statement may take long
        for (int first = 1; first <= 100_000; first += 5_000) {
            jdbc.sql(
                            "INSERT INTO sessions (token_digest, application_id, application_generation, user_id, user_generation, nonce,"
                                    + " request_timestamp, created_at, updated_at, last_used_at, purge_after)"
                                    + " SELECT sha256(int8send(i)), 1 + i % 2000, 0, CASE WHEN i % 2 = 0 THEN 1 + i % 20000 END,"
                                    + " CASE WHEN i % 2 = 0 THEN 0 END, i, 0, now(), now(), now(), now()"
                                    + " FROM generate_series(?, ?) AS i")
                    .params((long) first, first + 4_999L)
                    .update();
        }
        jdbc.sql("ANALYZE").update();
    }

    @ParameterizedTest
    @CsvSource({
        "claimAndSave, claim-and-save.sql",
        "findHonoured, find-honoured.sql",
        "touch, touch.sql",
        "downgrade, downgrade.sql",
        "introspect, introspect.sql",
        "readLiveOfUser, user-sessions.xml",
        "deleteLiveOfUser, user-sessions.xml",
        "deleteOthersOfUser, user-sessions.xml",
        "countOthersOfUser, user-sessions.xml",
        "evictOldestOfUser, user-sessions.xml",
        "purge, statements.xml"
    })
    void findsItsRowsWithoutReadingTheTable(String name, String file) throws IOException {
        String plan = plan(name, file);
        Files.createDirectories(SEEN);
        Files.writeString(SEEN.resolve(name + ".txt"), plan);
        assertThat(plan).doesNotContain("Seq Scan on sessions", "Seq Scan on users", "Seq Scan on applications");
        if (jdbc.sql("SHOW server_version").query(String.class).single().startsWith("18")) {
            assertThat(plan).isEqualTo(Files.readString(PLANS.resolve(name + ".txt")));
        }
    }

    /** PostgreSQL plans anew at each execution what seems the cheaper for it, and planning costs more than one row. */
    @EachBatched
    void isPlannedOnceHoweverFewAreAsked(String name, String file) {
        long planned = inTransaction(() -> {
            String nothing = prepare(name, file).stream().map(type -> "'{}'").collect(Collectors.joining(", "));
            for (int i = 0; i < 8; i++) {
                jdbc.sql("EXECUTE hot (" + nothing + ")").query().listOfRows();
            }
            return jdbc.sql("SELECT custom_plans FROM pg_prepared_statements WHERE name = 'hot'")
                    .query(Long.class)
                    .single();
        });
        assertThat(planned).isEqualTo(5);
    }

    /** A plan that is made on the first day is kept until the tables are analysed, a minute and many sessions later. */
    @EachBatched
    void doesNotReadTheTableEvenWhenItIsNew(String name, String file) {
        String plan = inTransaction(() -> {
            jdbc.sql("CREATE SCHEMA first_day").update();
            for (String table : List.of("applications", "users", "sessions", "nonces")) {
                jdbc.sql("CREATE TABLE first_day." + table + " (LIKE public." + table + " INCLUDING ALL)")
                        .update();
            }
            jdbc.sql("SET LOCAL search_path = first_day").update();
            return explain(prepare(name, file));
        });
        assertThat(plan).doesNotContain("Seq Scan");
    }

    /** Or an extension would not be a HOT update, and would change every index of the table. */
    @Test
    void noIndexHoldsWhatAnExtensionChanges() {
        List<String> indexed = jdbc.sql("SELECT DISTINCT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid"
                        + " AND attnum = ANY(indkey) WHERE indrelid = CAST('sessions' AS regclass)")
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(indexed)
                .contains("id", "token_digest", "user_id")
                .doesNotContain("last_used_at", "purge_after", "updated_at");
    }

    private String plan(String name, String file) {
        return inTransaction(() -> explain(prepare(name, file)));
    }

    /** And leaves nothing of it. */
    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> {
            try {
                return work.get();
            } finally {
                jdbc.sql("DEALLOCATE ALL").update();
                status.setRollbackOnly();
            }
        }));
    }

    /** @return the types of its parameters */
    private List<String> prepare(String name, String file) {
        List<String> types = new ArrayList<>();
        String prepared = PARAMETER.matcher(statement(name, file)).replaceAll(match -> {
            types.add(match.group(1));
            return Matcher.quoteReplacement("$" + types.size());
        });
        jdbc.sql("PREPARE hot (" + String.join(", ", types) + ") AS " + prepared)
                .update();
        return types;
    }

    private String explain(List<String> types) {
        // what a pooled connection comes to after a few executions
        jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
        String nulls = types.stream().map(type -> "NULL").collect(Collectors.joining(", "));
        List<String> lines = jdbc.sql("EXPLAIN (COSTS OFF) EXECUTE hot (" + nulls + ")")
                .query((row, number) -> row.getString(1))
                .list();
        return String.join("\n", lines) + "\n";
    }

    private static String statement(String name, String file) {
        String all = text(STATEMENTS.resolve(file));
        if (file.endsWith(".sql")) {
            return all.strip();
        }
        int at = all.indexOf("SessionEntity." + name + '"');
        int begin = all.indexOf("<![CDATA[", at) + "<![CDATA[".length();
        return all.substring(begin, all.indexOf("]]>", begin)).strip();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test of each of the statements that are asked for many at once. */
    @ParameterizedTest
    @CsvSource({
        "claimAndSave, claim-and-save.sql",
        "findHonoured, find-honoured.sql",
        "touch, touch.sql",
        "downgrade, downgrade.sql",
        "introspect, introspect.sql"
    })
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EachBatched {}
}
