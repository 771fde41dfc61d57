package io.sessionservice.faults;

import io.sessionservice.session.SlidingDay;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
                    int rows = Math.max(2_000_000, Scale.of(10_000_000));
                    String url = GuardedReplica.shared().postgres().newDatabase("purge");
                    try (ReplicaProcess replica = ReplicaProcess.launchCompiling(url, "sessions.purge.interval=1s")
                            .awaitReady()) {
                        FaultApplication application = FaultApplication.register(replica);
                        holdPurge(url);
                        GoodClients clients = new GoodClients(replica, application);
                        clients.warmUp();
                        Comparison seen = new Comparison(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                        long nanos = 0;
                        long all = 0;
                        long fewest = Long.MAX_VALUE;
                        for (int turn = 0; turn < GoodClients.TURNS; turn++) {
                            long before = purged(replica);
                            long lacking = rows - (all - before);
                            // into the pages of the last turn: the purge would take its time over empty ones
                            PostgresProcess.execute(
                                    url,
                                    "VACUUM sessions",
                                    deadSessions(all, lacking, application.id()),
                                    "ANALYZE sessions",
                                    "CHECKPOINT");
                            all += lacking;
                            seen.quiet()
                                    .addAll(clients.serve(GoodClients.turn()).entries());
                            long start = System.nanoTime();
                            seen.attacked().addAll(servePurging(clients, url, replica, all));
                            nanos += System.nanoTime() - start;
                            fewest = Math.min(fewest, purged(replica) - before);
                        }
                        long gone = purged(replica);
                        finding.did(
                                "%,d dead sessions beside 8 good clients; %d turns of %d s while they lie there, and"
                                        + " as many while they are purged, each as long at most, for until they are gone",
                                rows, GoodClients.TURNS, GoodClients.turn().toSeconds());
                        finding.check(
                                "%,d gone, %,.0f a second, %,d at least in each turn"
                                        .formatted(gone, gone * 1e9 / nanos, fewest),
                                fewest > 0);
                        seen.check(finding, 1.5);
                        long deadlocks = PostgresProcess.number(
                                url, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
                        finding.check(deadlocks + " deadlocks", deadlocks == 0);
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

    /** Lets the purge run for a turn, or as long as it finds any of all these. */
    private static List<Tally.Entry> servePurging(GoodClients clients, String url, ReplicaProcess replica, long all)
            throws InterruptedException {
        PostgresProcess.execute(url, "DELETE FROM leases WHERE name = 'purge-sessions'");
        try (LoadClients load = clients.start()) {
            Instant end = Instant.now().plus(GoodClients.turn());
            while (Instant.now().isBefore(end) && purged(replica) < all) {
                // seldom, for asking is work for the service too
                Thread.sleep(500);
            }
            return load.tally().entries();
        } finally {
            holdPurge(url);
        }
    }

    private static String deadSessions(long from, long rows, String application) {
        return "INSERT INTO sessions (" + SESSION_COLUMNS + ") SELECT sha256(('dead' || n)::bytea), " + application
                + ", 0, n, 0, d, d, d, d FROM generate_series(" + (from + 1) + ", " + (from + rows)
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
                    int busy = Math.max(500, Scale.of(2_000));
                    int many = Math.max(20_000, Scale.of(100_000));
                    finding.did(
                            "%,d sessions used once a minute for a day, in the service's statement with times passed"
                                    + " in, whose indexes are too few pages to judge their growth; and %,d used every half hour;"
                                    + " VACUUM when autovacuum's own rule says so",
                            busy, many);
                    Day minutes = Day.live(database("busy", busy), Duration.ofMinutes(1));
                    finding.check("once a minute: " + minutes, minutes.hot() >= 0.95);
                    Day halfHours = Day.live(database("many", many), Duration.ofMinutes(30));
                    finding.check(
                            "every half hour: " + halfHours,
                            halfHours.hot() >= 0.95 && halfHours.indexAfter() <= 1.1 * halfHours.indexBefore());
                });
    }

    /** With so many sessions that have just been opened. */
    private static String database(String name, int sessions) {
        String url = GuardedReplica.shared().postgres().newDatabase(name);
        String application;
        try (ReplicaProcess replica = ReplicaProcess.launch(url).awaitReady()) {
            application = FaultApplication.register(replica).id();
        }
        PostgresProcess.execute(
                url,
                // its ANALYZE holds a snapshot for part of a second, in which no row version may go: minutes of this
                // day
                "ALTER TABLE sessions SET (autovacuum_enabled = off)",
                liveSessions(sessions, application),
                "VACUUM (ANALYZE) sessions");
        return url;
    }

    private static String liveSessions(int rows, String application) {
        return "INSERT INTO sessions (" + SESSION_COLUMNS + ") SELECT sha256(('live' || n)::bytea), " + application
                + ", 0, n, 0, now(), now(), now(), date_trunc('hour', now()) + interval '3 hours' FROM generate_series(1, "
                + rows + ") n";
    }

    private static double mib(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /** What the extensions of a day did to the table. */
    private record Day(long updates, double hot, long indexBefore, long indexAfter) {

        /** As autovacuum decides it, which is off: it looks every minute of our time. */
        private static final String VACUUM_IS_DUE = """
                SELECT n_dead_tup > current_setting('autovacuum_vacuum_threshold')::float8
                                    + current_setting('autovacuum_vacuum_scale_factor')::float8 * n_live_tup
                FROM pg_stat_user_tables WHERE relname = 'sessions'
                """;

        static Day live(String url, Duration every) {
            try (SingleConnectionDataSource source =
                    new SingleConnectionDataSource(url, "postgres", "postgres", true)) {
                JdbcTemplate jdbc = new JdbcTemplate(source);
                long updates = statistic(jdbc, "n_tup_upd");
                long hot = statistic(jdbc, "n_tup_hot_upd");
                long before = indexes(jdbc);
                Instant from = jdbc.queryForObject("SELECT max(last_used_at) FROM sessions", Timestamp.class)
                        .toInstant();
                List<Long> ids = jdbc.queryForList("SELECT id FROM sessions ORDER BY random()", Long.class);
                SlidingDay.live(jdbc, ids, from, every, now -> vacuumIfDue(jdbc));
                long updated = statistic(jdbc, "n_tup_upd") - updates;
                return new Day(
                        updated, (statistic(jdbc, "n_tup_hot_upd") - hot) / (double) updated, before, indexes(jdbc));
            }
        }

        @Override
        public String toString() {
            return "%,d extensions, HOT %.1f %%; indexes %.2f MiB, before %.2f"
                    .formatted(updates, 100 * hot, mib(indexAfter), mib(indexBefore));
        }

        private static void vacuumIfDue(JdbcTemplate jdbc) {
            jdbc.execute("SELECT pg_stat_force_next_flush()");
            if (Boolean.TRUE.equals(jdbc.queryForObject(VACUUM_IS_DUE, Boolean.class))) {
                jdbc.execute("VACUUM sessions");
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
