package io.sessionservice.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new release beside the one before it. */
@Timeout(1_200)
class MigrationFaults {

    /** Of a start on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String MIGRATING = """
            SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
                    AND pid <> pg_backend_pid() AND query ~* '(create (unique )?index|alter table|create table|drop index)'),
                (SELECT coalesce(max(version::int), 0) FROM flyway_schema_history WHERE success AND version IS NOT NULL)
            """;

    @Test
    void f26PreviousReleaseOnTheNewSchema() {
        ReliabilityReport.measure(
                "F26",
                "the release before on the new schema, under load; a migration killed",
                "no failed request; the migration can be run again",
                finding -> {
                    String commit = PreviousRelease.commit();
                    ReliabilityReport.skipUnless(!commit.isEmpty(), "the history is not here");
                    ServiceJar before = PreviousRelease.jar(commit);
                    int rows = Math.max(300_000, Scale.of(1_000_000));
                    String url = GuardedReplica.shared().postgres().newDatabase("migrated");
                    try (ReplicaProcess old = ReplicaProcess.launch(before, url, "sessions.purge.interval=1h")
                            .awaitReady()) {
                        long version = version(url);
                        FaultApplication application = FaultApplication.register(old);
                        PostgresProcess.execute(url, liveSessions(rows, application.id()), "ANALYZE sessions");
                        finding.did(
                                "the jar of %s (schema %d) under 8 good clients with %,d user sessions in the table;"
                                        + " the new jar migrates (to %s), killed once within the migration, then let run;"
                                        + " both serve on",
                                commit.substring(0, 12), version, rows, PreviousRelease.newestMigration());
                        boolean killed;
                        Tally tally;
                        long migrated;
                        GoodClients clients = new GoodClients(old, application);
                        clients.serve(Duration.ofSeconds(5));
                        try (LoadClients load = clients.start()) {
                            tally = load.tally();
                            killed = killWithinMigration(url);
                            try (ReplicaProcess next =
                                    ReplicaProcess.launch(url).awaitReady()) {
                                migrated = version(url);
                                Thread.sleep(10_000);
                                checkBoth(finding, old, next, application);
                            }
                        }
                        finding.check("killed within the migration: " + killed, killed);
                        finding.check(
                                "schema %d afterwards".formatted(migrated),
                                migrated == PreviousRelease.version(PreviousRelease.newestMigration()));
                        finding.saw(
                                "%,d requests to the old one, slowest %.0f ms",
                                tally.size(), tally.longest().toNanos() / 1e6);
                        finding.checkNone(
                                "failed",
                                tally.entries().stream()
                                        .filter(entry -> !entry.isGood())
                                        .toList());
                    }
                });
    }

    private static void checkBoth(
            Finding finding, ReplicaProcess old, ReplicaProcess next, FaultApplication application) {
        String byOld = Cluster.ask(old, application.create()).token();
        String byNext = Cluster.ask(next, application.create()).token();
        Cluster.ask(next, FaultApplication.login(byOld));
        List<Integer> statuses = List.of(
                Cluster.ask(next, WireRequest.get("/session.json", byOld)).status(),
                Cluster.ask(old, WireRequest.get("/session.json", byNext)).status(),
                Cluster.ask(old, WireRequest.delete("/session.json", byOld)).status());
        finding.check(
                "sessions of the one on the other, read and logged out: " + statuses,
                statuses.stream().allMatch(status -> status == 200));
    }

    /** Starts the new jar and kills it while a statement of the migration runs; PostgreSQL is left to roll back. */
    private static boolean killWithinMigration(String url) throws SQLException, InterruptedException {
        long newest = PreviousRelease.version(PreviousRelease.newestMigration());
        ReplicaProcess victim = ReplicaProcess.launch(url);
        boolean seen = false;
        try (Connection reader = readSessions(url);
                Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                PreparedStatement look = connection.prepareStatement(MIGRATING)) {
            for (Instant end = Instant.now().plus(PATIENCE);
                    !seen && Instant.now().isBefore(end);
                    Thread.sleep(2)) {
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    seen = row.getBoolean(1);
                    if (row.getLong(2) >= newest || !victim.isAlive()) {
                        break;
                    }
                }
            }
            victim.kill();
            reader.rollback();
        }
        return seen && version(url) < newest;
    }

    /** A transaction that has read them and goes on: what changes that table waits for its end, however quick it were. */
    private static Connection readSessions(String url) throws SQLException {
        Connection reader = DriverManager.getConnection(url, "postgres", "postgres");
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SELECT FROM sessions LIMIT 1");
        }
        return reader;
    }

    private static long version(String url) {
        return PostgresProcess.number(
                url,
                "SELECT coalesce(max(version::int), 0) FROM flyway_schema_history WHERE success AND version IS NOT"
                        + " NULL");
    }

    private static String liveSessions(int rows, String application) {
        return "INSERT INTO sessions (token_digest, application_id, application_generation, user_id, user_generation,"
                + " nonce, request_timestamp, created_at, updated_at, last_used_at, purge_after) SELECT sha256(('live' ||"
                + " n)::bytea), "
                + application + ", 0, n % 1000 + 1000000, 0, n, 0, now(), now(), now(), now() + interval '3 hours'"
                + " FROM generate_series(1, " + rows + ") n";
    }
}
