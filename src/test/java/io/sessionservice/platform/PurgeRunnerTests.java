package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PurgeRunnerTests {

    private static final Duration WORK = Duration.ofMillis(20);

    private final Leases leases = mock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void goesOnWhileBatchesAreFullAndRestsFourTimesAsLongAsEachTook() {
        given(leases.take(eq("purge-rows"), any())).willReturn(true);
        Rows rows = new Rows(25);
        runner(rows).runAll();
        assertThat(meters.counter("sessions.purged", "what", "rows").count()).isEqualTo(25);
        assertThat(rows.began).hasSize(3);
        for (int batch = 1; batch < 3; batch++) {
            assertThat(Duration.ofNanos(rows.began.get(batch) - rows.began.get(batch - 1)))
                    .isGreaterThanOrEqualTo(WORK.multipliedBy(5));
        }
    }

    @Test
    void leavesItToWhoHoldsTheLease() {
        given(leases.take(eq("purge-rows"), any())).willReturn(true, false);
        Rows rows = new Rows(25);
        runner(rows).runAll();
        assertThat(rows.began).hasSize(1);
    }

    private PurgeRunner runner(Purge purge) {
        return new PurgeRunner(
                List.of(purge), leases, new PurgeProperties(Duration.ofMinutes(1), 10), Clock.systemUTC(), meters);
    }

    private static class Rows implements Purge {

        final List<Long> began = new ArrayList<>();
        private int left;

        Rows(int left) {
            this.left = left;
        }

        @Override
        public String name() {
            return "rows";
        }

        @Override
        public int purgeBatch(Instant now, int limit) {
            long begin = System.nanoTime();
            began.add(begin);
            while (System.nanoTime() - begin < WORK.toNanos()) {
                LockSupport.parkNanos(WORK.toNanos());
            }
            int removed = Math.min(left, limit);
            left -= removed;
            return removed;
        }

        @Override
        public Duration lag(Instant now) {
            return Duration.ZERO;
        }
    }
}
