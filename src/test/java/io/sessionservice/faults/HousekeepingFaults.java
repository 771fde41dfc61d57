package io.sessionservice.faults;

import io.sessionservice.session.SlidingDay;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What is done beside the requests, and what requests leave behind. */
@Timeout(1_800)
@TestMethodOrder(MethodOrderer.MethodName.class)
class HousekeepingFaults {

    private static final String SESSION_COLUMNS =
            "token_digest, application_id, application_generation, nonce, request_timestamp, created_at, updated_at,"
                    + " last_used_at, purge_after";

    @Test
    void f12PurgeUnderLoad() {
        ReliabilityReport.measure(
                "F12", "dead rows purged under load", "p99 at most 1.5 times the quiet one; no deadlock", finding -> {
                    int rows = Scale.of(10_000_000);
                    String url = GuardedReplica.shared().postgres().newDatabase("purge");
                    try (ReplicaProcess replica = ReplicaProcess.launchCompiling(url, "sessions.purge.interval=1s")
                            .awaitReady()) {
                        FaultApplication application = FaultApplication.register(replica);
                        holdPurge(url);
                        PostgresProcess.execute(
                                url, deadSessions(rows, application.id()), "ANALYZE sessions", "CHECKPOINT");
                        GoodClients clients = new GoodClients(replica, application);
                        long[] nanos = {0};
                        GoodClients.Comparison seen = clients.compare(() -> {
                            long start = System.nanoTime();
                            PostgresProcess.execute(url, "DELETE FROM leases WHERE name = 'purge-sessions'");
                            return () -> {
                                holdPurge(url);
                                nanos[0] += System.nanoTime() - start;
                            };
                        });
                        long gone = purged(replica);
                        finding.did(
                                "%,d dead sessions beside 8 good clients; %d turns of %d s each while they lie there and"
                                        + " while they are purged",
                                rows, GoodClients.TURNS, GoodClients.turn().toSeconds());
                        finding.saw("%,d gone, %,.0f a second", gone, gone * 1e9 / nanos[0]);
                        seen.check(finding, 1.5);
                        long deadlocks = PostgresProcess.number(
                                url, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
                        finding.check(deadlocks + " deadlocks", deadlocks == 0);
                        finding.check("some left to the last: " + (gone < rows), gone > 0 && gone < rows);
                    }
                });
    }

    /** It is another replica's to do, as far as this one can tell. */
    private static void holdPurge(String url) {
        PostgresProcess.execute(
                url,
                "INSERT INTO leases VALUES ('purge-sessions', 'the trial', now() + interval '1 day') ON CONFLICT (name)"
                        + " DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until");
    }

    private static String deadSessions(int rows, String application) {
        return "INSERT INTO sessions (" + SESSION_COLUMNS + ") SELECT sha256(('dead' || n)::bytea), " + application
                + ", 0, n, 0, d, d, d, d FROM generate_series(1, " + rows
                + ") n, LATERAL (SELECT now() - interval '1 day' - n % 86400 * interval '1 second' AS d) t";
    }

    private static long purged(ReplicaProcess replica) {
        return FaultApplication.admin(replica)
                .get("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("sessions_purged_total") && line.contains("what=\"sessions\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void f13SlidingDay() {
        ReliabilityReport.measure(
                "F13",
                "a day of use, compressed",
                "of the extensions at least 95 % HOT updates; indexes at most 10 % larger",
                finding -> {
                    int sessions = Math.max(500, Scale.of(5_000));
                    String url = GuardedReplica.shared().postgres().newDatabase("sliding");
                    try (ReplicaProcess replica = ReplicaProcess.launch(url).awaitReady()) {
                        FaultApplication application = FaultApplication.register(replica);
                        try (LoadClient client = new LoadClient(replica.port(), new Tally())) {
                            for (int i = 0; i < sessions; i++) {
                                client.send(application.create());
                            }
                        }
                    }
                    finding.did(
                            "%,d sessions used once a minute for a day, in the service's statement with times passed"
                                    + " in; then %,d used every five minutes",
                            sessions, sessions);
                    Day minutes = Day.live(url, Duration.ofMinutes(1));
                    finding.check(
                            "%,d extensions, HOT %.1f %%".formatted(minutes.updates(), 100 * minutes.hot()),
                            minutes.hot() >= 0.95);
                    finding.check(
                            "indexes %.1f MiB, before %.1f"
                                    .formatted(mib(minutes.indexAfter()), mib(minutes.indexBefore())),
                            minutes.indexAfter() <= 1.1 * minutes.indexBefore());
                    Day seldom = Day.live(url, Duration.ofMinutes(5));
                    finding.saw(
                            "every five minutes: %,d extensions, HOT %.1f %%, indexes %.1f MiB",
                            seldom.updates(), 100 * seldom.hot(), mib(seldom.indexAfter()));
                });
    }

    private static double mib(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /** What the extensions of a day did to the table. */
    private record Day(long updates, double hot, long indexBefore, long indexAfter) {

        static Day live(String url, Duration every) {
            try (SingleConnectionDataSource source =
                    new SingleConnectionDataSource(url, "postgres", "postgres", true)) {
                JdbcTemplate jdbc = new JdbcTemplate(source);
                long updates = statistic(jdbc, "n_tup_upd");
                long hot = statistic(jdbc, "n_tup_hot_upd");
                long before = indexes(jdbc);
                Instant from = jdbc.queryForObject("SELECT max(last_used_at) FROM sessions", Timestamp.class)
                        .toInstant();
                SlidingDay.live(
                        jdbc, jdbc.queryForList("SELECT id FROM sessions ORDER BY random()", Long.class), from, every);
                long updated = statistic(jdbc, "n_tup_upd") - updates;
                return new Day(
                        updated, (statistic(jdbc, "n_tup_hot_upd") - hot) / (double) updated, before, indexes(jdbc));
            }
        }

        private static long statistic(JdbcTemplate jdbc, String column) {
            jdbc.execute("SELECT pg_stat_force_next_flush()");
            Long value = jdbc.queryForObject(
                    "SELECT " + column + " FROM pg_stat_user_tables WHERE relname = 'sessions'", Long.class);
            return value == null ? 0 : value;
        }

        private static long indexes(JdbcTemplate jdbc) {
            Long bytes = jdbc.queryForObject("SELECT pg_indexes_size('sessions')", Long.class);
            return bytes == null ? 0 : bytes;
        }
    }
}
