package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Await;
import io.sessionservice.support.TestPostgres;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Of those who start at once, one migrates; the others find it done. */
class MigrationTurnIT {

    private static final String HOLDERS =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())";

    private final DataSource database = source(TestPostgres.newDatabase());

    private static DataSource source(JdbcConnectionDetails details) {
        return new DriverManagerDataSource(
                details.getJdbcUrl(),
                Objects.requireNonNull(details.getUsername()),
                Objects.requireNonNull(details.getPassword()));
    }

    @Test
    void oneOfManyMigrates() {
        Queue<Integer> done = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> all = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> new MigrationTurn(database).take(() -> done.add(migrate())), Thread::startVirtualThread))
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(done).hasSize(6).filteredOn(migrations -> migrations > 0).hasSize(1);
    }

    private int migrate() {
        return Flyway.configure()
                .dataSource(database)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate()
                .migrationsExecuted;
    }

    @Test
    void theNextOneHasItWhenTheHolderDies() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual()
                .unstarted(() -> new MigrationTurn(database).take(() -> {
                    held.countDown();
                    awaitQuietly(never);
                }));
        holder.start();
        awaitQuietly(held);
        CompletableFuture<Void> next = CompletableFuture.runAsync(
                () -> new MigrationTurn(database).take(() -> {}), Thread::startVirtualThread);
        Await.until(() -> connections() >= 2);
        assertThat(next).isNotDone();

        JdbcClient.create(database)
                .sql("SELECT pg_terminate_backend(pid) FROM (" + HOLDERS + ") holders")
                .query()
                .listOfRows();

        assertThat(next).succeedsWithin(Duration.ofSeconds(20));
        holder.interrupt();
    }

    @Test
    void waitingHoldsUpNoIndex() throws Exception {
        try (Connection holder = database.getConnection()) {
            holder.createStatement().execute("CREATE TABLE t (a int)");
            holder.createStatement().execute("SELECT pg_advisory_lock(8314892176759549555)");
            CompletableFuture<Void> next = CompletableFuture.runAsync(
                    () -> new MigrationTurn(database).take(() -> {}), Thread::startVirtualThread);
            Await.until(() -> connections() >= 2);
            holder.createStatement().execute("SET statement_timeout = '20s'");
            holder.createStatement().execute("CREATE INDEX CONCURRENTLY i ON t (a)");
            assertThat(next).isNotDone();
            holder.close();
            assertThat(next).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    /** Of those who want a turn, or have it. */
    private int connections() {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE"
                        + " '%advisory%' AND pid <> pg_backend_pid()")
                .query(Integer.class)
                .single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
