package io.sessionservice.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Race;
import io.sessionservice.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Rows written at each version of the schema survive every migration after it. {@code migration/rows-V2.sql} holds those that
 * version 2 made possible; it is written with the version and never changed.
 */
class MigrationIT {

    private static final Path ROWS = Path.of("src/test/resources/migration");

    @TestFactory
    Stream<DynamicTest> rowsSurviveToHead() {
        return Stream.of(flyway(database(), "latest").info().all())
                .map(MigrationInfo::getVersion)
                .map(version -> DynamicTest.dynamicTest("from version " + version, () -> survive(version)));
    }

    @Test
    void everyVersionHasRows() {
        assertThat(flyway(database(), "latest").info().all())
                .extracting(migration -> "rows-V" + migration.getVersion() + ".sql")
                .allMatch(name -> Files.exists(ROWS.resolve(name)));
    }

    @Test
    void replicasThatStartTogetherMigrateOnce() {
        DataSource database = database();
        List<Integer> executed = Race.of(8, () -> flyway(database, "latest").migrate().migrationsExecuted);
        assertThat(executed.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(flyway(database, "latest").info().all().length);
    }

    private static void survive(MigrationVersion version) throws IOException {
        DataSource database = database();
        JdbcClient jdbc = JdbcClient.create(database);
        for (MigrationInfo migration : flyway(database, "latest").info().all()) {
            if (migration.getVersion().compareTo(version) <= 0) {
                flyway(database, migration.getVersion().getVersion()).migrate();
                jdbc.sql(Files.readString(ROWS.resolve("rows-V" + migration.getVersion() + ".sql")))
                        .update();
            }
        }
        Map<String, Long> before = counts(jdbc);
        assertThat(before.values()).allMatch(count -> count > 0);
        flyway(database, "latest").migrate();
        assertThat(counts(jdbc)).containsAllEntriesOf(before);
        assertThat(flyway(database, "latest").validateWithResult().validationSuccessful)
                .isTrue();
    }

    private static Map<String, Long> counts(JdbcClient jdbc) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
                        + " AND c.relname <> 'flyway_schema_history'")
                .query((row, number) -> row.getString(1))
                .list()
                .forEach(table -> counts.put(
                        table,
                        jdbc.sql("SELECT count(*) FROM " + table)
                                .query(Long.class)
                                .single()));
        return counts;
    }

    private static Flyway flyway(DataSource database, String target) {
        return Flyway.configure()
                .dataSource(database)
                .locations("filesystem:db/migration")
                .target(target)
                // as in application.yaml
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private static DataSource database() {
        JdbcConnectionDetails details = TestPostgres.newDatabase();
        return new DriverManagerDataSource(details.getJdbcUrl(), details.getUsername(), details.getPassword());
    }
}
