package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Race;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeatTests {

    private static final Duration BEAT = Duration.ofMillis(200);

    /** Whatever the work took, less than a beat or more. */
    @ParameterizedTest
    @ValueSource(longs = {0, 50, 150, 250, 390})
    void endsAtTheNextWholeNumberOfBeats(long workMillis) {
        long begin = System.nanoTime() - Duration.ofMillis(workMillis).toNanos();
        Beat.await(begin, BEAT);
        Duration sinceBegin = Duration.ofNanos(System.nanoTime() - begin);
        long beats = workMillis / BEAT.toMillis() + 1;
        assertThat(sinceBegin).isGreaterThanOrEqualTo(BEAT.multipliedBy(beats));
    }

    @Test
    void aBeatOfZeroIsNoWait() {
        long begin = System.nanoTime();
        Beat.await(begin, Duration.ZERO);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BEAT);
    }

    /** Ten thousand wait as long as one: there are not as many threads of the platform. */
    @Test
    void takesNoThreadOfThePlatform() {
        long begin = System.nanoTime();
        Race.of(10_000, () -> {
            Beat.await(System.nanoTime(), BEAT);
            return true;
        });
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BEAT.multipliedBy(100));
    }

    @Test
    void keepsAnInterrupt() throws InterruptedException {
        List<Boolean> kept = new CopyOnWriteArrayList<>();
        Thread waiting = Thread.startVirtualThread(() -> {
            Beat.await(System.nanoTime(), Duration.ofMinutes(10));
            kept.add(Thread.currentThread().isInterrupted());
        });
        waiting.interrupt();
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(kept).containsExactly(true);
    }
}
