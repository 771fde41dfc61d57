package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sessionservice.support.Race;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatcherTests {

    private final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();

    @Test
    void answersALoneQuestionInABatchOfItsOwn() {
        assertThat(batcher(1, 10, 10, doubled()).ask(21)).isEqualTo(42);
        assertThat(sizes).containsExactly(1);
    }

    @Test
    void takesTogetherWhatQueuedMeanwhile() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Batcher<Integer, Integer> batcher = batcher(1, 10, 100, questions -> {
            entered.countDown();
            await(gate);
            return doubled().apply(questions);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> batcher.ask(0)));
            entered.await();
            for (int i = 1; i <= 25; i++) {
                int question = i;
                answers.add(threads.submit(() -> batcher.ask(question)));
            }
            while (batcher.queued() < 25) {
                Thread.onSpinWait();
            }
            gate.countDown();
            for (int i = 0; i <= 25; i++) {
                assertThat(answers.get(i).get()).isEqualTo(2 * i);
            }
        }
        assertThat(sizes).containsExactly(1, 10, 10, 5);
    }

    @Test
    void refusesAtOnceWhatExceedsTheQueue() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Batcher<Integer, Integer> batcher = batcher(1, 10, 2, questions -> {
            entered.countDown();
            await(gate);
            return doubled().apply(questions);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> batcher.ask(0));
            entered.await();
            threads.submit(() -> batcher.ask(1));
            threads.submit(() -> batcher.ask(2));
            while (batcher.queued() < 2) {
                Thread.onSpinWait();
            }
            assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> batcher.ask(3));
            gate.countDown();
        }
        assertThat(batcher.ask(4)).isEqualTo(8);
    }

    @Test
    void runsNoMoreBatchesAtOnceThanItHasLanes() {
        AtomicInteger running = new AtomicInteger();
        Queue<Integer> seen = new ConcurrentLinkedQueue<>();
        Batcher<Integer, Integer> batcher = batcher(3, 4, 1000, questions -> {
            seen.add(running.incrementAndGet());
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            running.decrementAndGet();
            return doubled().apply(questions);
        });
        Race.of(200, () -> batcher.ask(1));
        assertThat(seen).allMatch(count -> count <= 3).contains(3);
    }

    @Test
    void anotherLaneOpensOnlyForAWholeBatch() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Queue<Integer> batches = new ConcurrentLinkedQueue<>();
        Batcher<Integer, Integer> batcher = batcher(2, 4, 1000, questions -> {
            batches.add(questions.size());
            await(gate);
            return doubled().apply(questions);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> batcher.ask(0));
            until(() -> batches.size() == 1);
            for (int waiting = 1; waiting < 4; waiting++) {
                threads.submit(() -> batcher.ask(1));
                int expected = waiting;
                until(() -> batcher.queued() == expected);
            }
            assertThat(batches).containsExactly(1);
            threads.submit(() -> batcher.ask(1));
            until(() -> batches.size() == 2);
            assertThat(batches).containsExactly(1, 4);
            gate.countDown();
        }
        assertThat(batcher.queued()).isZero();
    }

    @Test
    void aQuestionThatFailsFailsAlone() {
        Batcher<Integer, Integer> batcher = batcher(1, 64, 1000, questions -> {
            if (questions.contains(13)) {
                throw new IllegalArgumentException("13");
            }
            return doubled().apply(questions);
        });
        AtomicInteger next = new AtomicInteger();
        List<String> outcomes = Race.of(64, () -> {
            int question = next.getAndIncrement();
            try {
                return batcher.ask(question) == 2 * question ? "right" : "wrong";
            } catch (BatchFailedException e) {
                assertThat(question).isEqualTo(13);
                assertThat(e).hasRootCauseMessage("13");
                return "failed";
            }
        });
        assertThat(outcomes).containsOnlyOnce("failed").doesNotContain("wrong");
    }

    @Test
    void aDatabaseThatIsAwayFailsAllWhoWaitWithoutAskingForEach() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch allQueued = new CountDownLatch(1);
        Batcher<Integer, Integer> batcher = batcher(1, 8, 1000, questions -> {
            asked.incrementAndGet();
            await(allQueued);
            throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
        });
        Thread.startVirtualThread(() -> {
            while (batcher.queued() < 63) {
                Thread.onSpinWait();
            }
            allQueued.countDown();
        });
        List<Throwable> outcomes = Race.of(64, () -> catchThrowable(() -> batcher.ask(1)));
        assertThat(outcomes).allMatch(DatabaseOutage::causes);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aDeadlockIsTriedAgainOneByOne() {
        AtomicInteger batches = new AtomicInteger();
        Batcher<Integer, Integer> batcher = batcher(1, 64, 1000, questions -> {
            if (questions.size() > 1 && batches.incrementAndGet() == 1) {
                throw new IllegalStateException(new SQLException("deadlock detected", "40P01"));
            }
            return doubled().apply(questions);
        });
        assertThat(Race.of(64, () -> batcher.ask(4))).containsOnly(8);
    }

    @Test
    void oneThatAsksMuchKeepsNobodyElseWaiting() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Queue<List<Integer>> batches = new ConcurrentLinkedQueue<>();
        Batcher<Integer, Integer> batcher = new Batcher<>(
                new BatchLimits(1, 10, 20),
                question -> question / 100,
                questions -> {
                    batches.add(questions);
                    entered.countDown();
                    await(gate);
                    return doubled().apply(questions);
                },
                sizes::add,
                BatchSpans.NONE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> batcher.ask(0));
            entered.await();
            List<Future<Integer>> flood = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                int question = i;
                flood.add(threads.submit(() -> batcher.ask(question)));
            }
            while (batcher.queued() < 20) {
                Thread.onSpinWait();
            }
            Future<Integer> other = threads.submit(() -> batcher.ask(100));
            while (flood.stream().noneMatch(Future::isDone)) {
                Thread.onSpinWait();
            }
            gate.countDown();
            assertThat(other.get()).isEqualTo(200);
            assertThat(flood.stream().filter(answer -> catchThrowable(answer::get) != null))
                    .as("the one that made room")
                    .hasSize(1)
                    .allSatisfy(refused ->
                            assertThat(catchThrowable(refused::get)).hasCauseInstanceOf(OverloadedException.class));
        }
        assertThat(batches.stream().skip(1).findFirst().orElseThrow())
                .hasSize(10)
                .contains(100);
    }

    @Test
    void aBatchThatFailsAndIsSlowOneByOneHoldsUpTheOthersForOneSecond() {
        AtomicInteger alone = new AtomicInteger();
        CountDownLatch allQueued = new CountDownLatch(1);
        Batcher<Integer, Integer> batcher = batcher(1, 64, 1000, questions -> {
            await(allQueued);
            if (questions.size() == 1) {
                alone.incrementAndGet();
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
                return doubled().apply(questions);
            }
            throw new IllegalStateException(new SQLException("lock timeout", "55P03"));
        });
        Thread.startVirtualThread(() -> {
            while (batcher.queued() < 31) {
                Thread.onSpinWait();
            }
            allQueued.countDown();
        });
        List<Throwable> outcomes = Race.of(32, () -> catchThrowable(() -> batcher.ask(1)));
        assertThat(outcomes.stream().filter(outcome -> outcome instanceof OverloadedException))
                .hasSizeBetween(26, 29);
        assertThat(alone).hasValueBetween(3, 6);
    }

    @Test
    void anInterruptedCallerStillGetsItsAnswerAndKeepsItsInterrupt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Batcher<Integer, Integer> batcher = batcher(1, 1, 10, questions -> {
            entered.countDown();
            await(gate);
            return doubled().apply(questions);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> batcher.ask(0));
            entered.await();
            AtomicInteger answer = new AtomicInteger();
            Thread waiting = Thread.startVirtualThread(() -> {
                answer.set(batcher.ask(5));
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            });
            while (batcher.queued() < 1) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
            gate.countDown();
            waiting.join();
            assertThat(answer).hasValue(10);
        }
    }

    /** Slow, failing and quick work in random turns: each caller gets its own answer, once, and nobody is left waiting. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyCallerGetsItsOwnAnswerWhateverHappens(long seed) {
        Random random = new Random(seed);
        Batcher<Integer, Integer> batcher =
                batcher(1 + random.nextInt(4), 1 + random.nextInt(40), 10_000, questions -> {
                    int fate = questions.getFirst() % 7;
                    if (fate == 0) {
                        LockSupport.parkNanos(200_000);
                    }
                    if (questions.stream().anyMatch(question -> question % 101 == 0)) {
                        throw new IllegalArgumentException("a question that fails");
                    }
                    return doubled().apply(questions);
                });
        AtomicInteger next = new AtomicInteger();
        List<Boolean> right = Race.of(3_000, () -> {
            int question = next.getAndIncrement();
            try {
                return batcher.ask(question) == 2 * question && question % 101 != 0;
            } catch (BatchFailedException e) {
                return question % 101 == 0;
            }
        });
        assertThat(right).hasSize(3_000).containsOnly(true);
        assertThat(batcher.queued()).isZero();
    }

    private Batcher<Integer, Integer> batcher(
            int lanes, int maxBatch, int maxQueued, Function<List<Integer>, List<Integer>> work) {
        return new Batcher<>(new BatchLimits(lanes, maxBatch, maxQueued), work, sizes::add, BatchSpans.NONE);
    }

    private static Function<List<Integer>, List<Integer>> doubled() {
        return questions -> questions.stream().map(question -> 2 * question).toList();
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
