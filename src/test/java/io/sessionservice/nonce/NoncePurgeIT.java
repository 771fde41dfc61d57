package io.sessionservice.nonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.DatabaseSlice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@DatabaseSlice
@Import({NonceGuard.class, NoncePurge.class})
class NoncePurgeIT {

    private static final ApplicationId APPLICATION = new ApplicationId(92);
    private static final Instant NOW = Instant.ofEpochSecond(1473075233);

    @Autowired
    NonceGuard guard;

    @Autowired
    NoncePurge purge;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    @BeforeEach
    void forgetAll() {
        jdbc.sql("TRUNCATE nonces").update();
    }

    @Test
    void keepsWhatALiveRequestMayCarry() {
        Duration widest = Duration.ofMinutes(NonceSlot.WIDEST_WINDOW_MINUTES);
        guard.claim(APPLICATION, NOW.minus(widest), 1);
        guard.claim(APPLICATION, NOW, 2);
        guard.claim(APPLICATION, NOW.plus(widest), 3);
        purge.purgeBatch(NOW, 1000);
        assertThat(nonces()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void emptiesSlotsThatNoLiveRequestFallsInto() {
        guard.claim(APPLICATION, NOW.minus(Duration.ofMinutes(60)), 1);
        guard.claim(APPLICATION, NOW, 2);
        purge.purgeBatch(NOW, 1000);
        assertThat(nonces()).containsExactly(2L);
    }

    @Test
    void leavesNoDeadTuples() {
        guard.claim(APPLICATION, NOW, 1);
        purge.purgeBatch(NOW.plus(Duration.ofHours(1)), 1000);
        assertThat(jdbc.sql(
                                "SELECT sum(pg_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'nonces'::regclass")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givesWayToAWriterRatherThanHoldUpOthers() {
        Instant old = NOW.minus(Duration.ofMinutes(60));
        guard.claim(APPLICATION, old, 1);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("LOCK TABLE nonces_%02d IN ROW EXCLUSIVE MODE".formatted(NonceSlot.of(old)))
                    .update();
            // on another connection, as it is in life
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> inAnotherThread(NOW));
        });
        purge.purgeBatch(NOW, 1000);
        assertThat(nonces()).isEmpty();
    }

    @Test
    void cannotPutANonceIntoTheWrongSlot() {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> jdbc.sql("INSERT INTO nonces VALUES (:slot, 92, :timestamp, 1)")
                        .param("slot", (NonceSlot.of(NOW) + 1) % NonceSlot.COUNT)
                        .param("timestamp", NOW.getEpochSecond())
                        .update())
                .withMessageContaining("ck_nonces_slot");
    }

    private void inAnotherThread(Instant now) throws Throwable {
        Throwable[] failure = new Throwable[1];
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        purge.purgeBatch(now, 1000);
                    } catch (RuntimeException e) {
                        failure[0] = e;
                    }
                })
                .join();
        if (failure[0] != null) {
            throw failure[0];
        }
    }

    private List<Long> nonces() {
        return jdbc.sql("SELECT nonce FROM nonces ORDER BY nonce")
                .query((row, number) -> row.getLong(1))
                .list();
    }
}
