package io.sessionservice.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.support.ServiceTest;
import io.sessionservice.support.TestApplications;
import io.sessionservice.support.TestCreateSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@ServiceTest
class SessionPurgeIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:30:00Z");

    /** By now every session last used at {@link #NOW} is dead, and its full hour is over. */
    private static final Instant LATER = NOW.plus(Duration.ofHours(3));

    @Autowired
    TestApplications applications;

    @Autowired
    SessionService sessions;

    @Autowired
    SessionPurge purge;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private Application application;

    @BeforeEach
    void startEmpty() {
        jdbc.sql("TRUNCATE sessions").update();
        jdbc.sql("UPDATE sweeps SET next_page = 0").update();
        application = applications.register(NOW);
    }

    @Test
    void deletesExpiredSessionsAndKeepsLiveOnes() {
        open(NOW);
        IssuedSession used = open(NOW);
        sessions.require(used.token(), NOW.plus(Duration.ofHours(1)));
        sessions.require(used.token(), NOW.plus(Duration.ofHours(2)));
        assertThat(purge.purgeBatch(LATER, 1000)).isEqualTo(1);
        assertThat(ids()).containsExactly(used.session().id().value());
        sessions.require(used.token(), LATER);
    }

    @Test
    void deletesNothingThatIsLive() {
        open(NOW);
        assertThat(purge.purgeBatch(NOW.plus(Duration.ofHours(2)).minusSeconds(1), 1000))
                .isZero();
    }

    @Test
    void deletesABatchAndTheRestOfThePagesThatItTook() {
        fill(1_000);
        assertThat(purge.purgeBatch(LATER, 100)).isBetween(100, 200);
        int rest = 0;
        for (int removed = 100; removed >= 100; rest += removed) {
            removed = purge.purgeBatch(LATER, 100);
        }
        assertThat(rest).isBetween(800, 900);
        assertThat(ids()).isEmpty();
    }

    @Test
    void seesAllOfALargeTableWithinAnHour() {
        fill(60_000);
        jdbc.sql("UPDATE sweeps SET next_page = 0, began_at = '2026-01-01T10:30:00Z'")
                .update();
        long size = pages();
        assertThat(size).isGreaterThan(1_200);
        assertThat(purge.purgeBatch(NOW, 10_000)).isZero();
        assertThat(nextPage()).isBetween(1_000L, 1_250L);
        jdbc.sql("UPDATE sweeps SET next_page = 5").update();
        purge.purgeBatch(NOW.plus(Duration.ofMinutes(55)), 10_000);
        assertThat(nextPage()).isBetween(size * 55 / 60, size);
        purge.purgeBatch(NOW.plus(Duration.ofMinutes(56)), 10_000);
        assertThat(nextPage()).isZero();
    }

    @Test
    void tellsSinceWhenDeadOnesMayLie() {
        purge.purgeBatch(NOW, 1000);
        open(NOW);
        purge.purgeBatch(LATER, 1000);
        assertThat(purge.lag(LATER.plusSeconds(60))).isEqualTo(Duration.between(NOW, LATER.plusSeconds(60)));
        purge.purgeBatch(LATER.plusSeconds(60), 1000);
        assertThat(purge.lag(LATER.plusSeconds(60))).isEqualTo(Duration.ofSeconds(60));
    }

    private void fill(int dead) {
        jdbc.sql("INSERT INTO sessions (token_digest, application_id, application_generation, nonce, request_timestamp,"
                        + " created_at, updated_at, last_used_at, purge_after)"
                        + " SELECT sha256(int8send(i)), ?, 0, i, 0, t, t, t, t + interval '2 hours'"
                        + " FROM generate_series(1, ?) AS i, CAST('2026-01-01T10:30:00Z' AS timestamptz) AS t")
                .params(application.id().value(), (long) dead)
                .update();
    }

    private long pages() {
        return jdbc.sql("SELECT pg_relation_size('sessions') / 8192")
                .query(Long.class)
                .single();
    }

    private long nextPage() {
        return jdbc.sql("SELECT next_page FROM sweeps").query(Long.class).single();
    }

    @Test
    void passesOverRowsThatSomebodyElseHolds() {
        long held = open(NOW).session().id().value();
        open(NOW);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("SELECT id FROM sessions WHERE id = :id FOR UPDATE")
                    .param("id", held)
                    .query(Long.class)
                    .single();
            assertThat(inAnotherThread()).isEqualTo(1);
        });
        assertThat(ids()).containsExactly(held);
    }

    private int inAnotherThread() {
        int[] purged = new int[1];
        try {
            Thread.ofVirtual()
                    .start(() -> purged[0] = purge.purgeBatch(LATER, 1000))
                    .join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return purged[0];
    }

    private IssuedSession open(Instant now) {
        return sessions.create(TestCreateSession.valid(application, now).build(), now);
    }

    private List<Long> ids() {
        return jdbc.sql("SELECT id FROM sessions ORDER BY id")
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
