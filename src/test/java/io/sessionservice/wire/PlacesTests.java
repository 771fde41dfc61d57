package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlacesTests {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final List<String> admitted = new CopyOnWriteArrayList<>();

    @Test
    void givesThemInTheOrderOfArrival() throws InterruptedException {
        Places places = new Places(1);
        places.take("", LONG);
        Thread first = waitFor(places, "", "first");
        Thread second = waitFor(places, "", "second");
        assertThat(admitted).isEmpty();
        places.leave("");
        first.join();
        assertThat(admitted).containsExactly("first");
        places.leave("");
        second.join();
        assertThat(admitted).containsExactly("first", "second");
    }

    @Test
    void whoHasWaitedLongEnoughLeavesTheQueue() {
        Places places = new Places(1);
        places.take("", LONG);
        assertThat(places.take("", SHORT)).isFalse();
        places.leave("");
        assertThat(places.taken()).isZero();
        assertThat(places.take("", Duration.ZERO)).isTrue();
    }

    @Test
    void whoIsInterruptedHasNoPlaceAndStaysInterrupted() throws InterruptedException {
        Places places = new Places(1);
        places.take("", LONG);
        Thread waiting = Thread.ofVirtual().start(() -> {
            if (!places.take("", LONG) && Thread.currentThread().isInterrupted()) {
                admitted.add("interrupted");
            }
        });
        waiting.interrupt();
        waiting.join();
        assertThat(admitted).containsExactly("interrupted");
        places.leave("");
        assertThat(places.taken()).isZero();
    }

    @Test
    void anApplicationThatWaitsForItsShareHoldsUpNobodyElse() throws InterruptedException {
        Places places = new Places(4);
        places.take("", LONG);
        IntStream.range(0, 3).forEach(place -> places.take("92", LONG));
        Thread flood = waitFor(places, "92", "flood");
        Thread other = waitFor(places, "93", "other");
        places.leave("");
        other.join();
        assertThat(admitted).containsExactly("other");
        places.leave("92");
        flood.join();
        assertThat(admitted).containsExactly("other", "flood");
    }

    /** What is read without an application named takes no part of the share. */
    @Test
    void anApplicationMayHoldPlacesBesideManyReads() {
        Places places = new Places(100);
        IntStream.range(0, 90).forEach(place -> places.take("", Duration.ZERO));
        assertThat(IntStream.range(0, 20)
                        .filter(place -> places.take("92", Duration.ZERO))
                        .count())
                .isEqualTo(10);
    }

    @Test
    void givesNeverMoreThanThereAreAndLosesNone() {
        Places places = new Places(7);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 64)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 200; i++) {
                        String holder = number % 3 == 0 ? "" : "app-" + number % 3;
                        if (places.take(holder, i % 2 == 0 ? LONG : Duration.ofNanos(50_000))) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.yield();
                            inside.decrementAndGet();
                            places.leave(holder);
                        }
                    }
                }))
                .toList();
        threads.forEach(PlacesTests::join);
        assertThat(most.get()).isBetween(2, 7);
        assertThat(places.taken()).isZero();
        assertThat(IntStream.range(0, 8)
                        .filter(place -> places.take("", Duration.ZERO))
                        .count())
                .isEqualTo(7);
    }

    private Thread waitFor(Places places, String holder, String name) {
        Thread waiter = Thread.ofVirtual().start(() -> {
            if (places.take(holder, LONG)) {
                admitted.add(name);
            }
        });
        Await.until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        return waiter;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
