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
    void deletesNoMoreThanABatch() {
        for (int i = 0; i < 5; i++) {
            open(NOW);
        }
        assertThat(purge.purgeBatch(LATER, 2)).isEqualTo(2);
        assertThat(purge.purgeBatch(LATER, 1000)).isEqualTo(3);
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
