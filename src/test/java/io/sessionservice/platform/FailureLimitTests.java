package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FailureLimitTests {

    private static final String GUESSER = "192.0.2.1";
    private static final AuditEntry ABOUT = AuditEntry.of(AuditType.EXCESS_RATE_LIMIT_EXCEEDED, "unknown");

    private long nanos;
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<AuditEntry> events = new ArrayList<>();
    private final FailureLimit limit = new FailureLimit(
            10,
            Duration.ofMinutes(1),
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return nanos;
                }

                @Override
                public boolean isWallClockBased() {
                    return true;
                }
            },
            refusals::incrementAndGet,
            events::add);

    @Test
    void hearsWhoFailsNoMoreOftenThanTheLimit() {
        fail(GUESSER, 9);
        assertThat(limit.isQuiet()).isTrue();
        assertThat(limit.wait(GUESSER)).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void makesWaitWhoHasReachedIt() {
        fail(GUESSER, 10);
        assertThat(limit.isQuiet()).isFalse();
        assertThat(limit.wait(GUESSER)).isEqualTo(Duration.ofSeconds(6));
        assertThat(refusals).hasValue(1);
    }

    @Test
    void makesNobodyElseWait() {
        fail(GUESSER, 100);
        assertThat(limit.wait("192.0.2.2")).isZero();
        assertThat(refusals).hasValue(0);
    }

    @Test
    void hearsAgainAsTheWindowPassesAndIsQuietThen() {
        fail(GUESSER, 10);
        pass(Duration.ofSeconds(6).plusNanos(1));
        assertThat(limit.wait(GUESSER)).isZero();
        assertThat(limit.isQuiet()).isTrue();
        fail(GUESSER, 1);
        assertThat(limit.wait(GUESSER)).isPositive();
    }

    /** Guesses that were under way when the limit was reached are paid for later: more at once is not more in the long run. */
    @Test
    void countsGuessesThatWereUnderWayAsDebt() {
        fail(GUESSER, 30);
        pass(Duration.ofMinutes(2));
        assertThat(limit.wait(GUESSER)).isPositive();
        pass(Duration.ofSeconds(7));
        assertThat(limit.wait(GUESSER)).isZero();
    }

    @Test
    void tellsOnceAMinuteAtMost() {
        fail(GUESSER, 100);
        assertThat(events).hasSize(1);
        pass(Duration.ofSeconds(59));
        fail(GUESSER, 100);
        assertThat(events).hasSize(1);
        pass(Duration.ofSeconds(2));
        fail(GUESSER, 100);
        assertThat(events).hasSize(2);
    }

    /** A guesser who is over the limit cannot be forgotten by failing under other names a few times. */
    @Test
    void isNotResetByAFloodOfNames() {
        fail(GUESSER, 100);
        for (int i = 0; i < 10 * FailureLimit.MOST; i++) {
            fail("2001:db8::" + i, 1);
        }
        assertThat(limit.wait(GUESSER)).isPositive();
    }

    private void fail(String who, int times) {
        for (int i = 0; i < times; i++) {
            limit.failed(who, ABOUT);
        }
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }
}
