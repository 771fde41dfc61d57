package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Random histories of callers that come at any time and are interrupted, before work that is slow, fails for some questions, fails
 * for this once, or cannot be done at all. Seeded: a failure says with what.
 */
class BatcherHistoriesTests {

    private static final int HISTORIES = 300;
    private static final long FIRST_SEED = Long.getLong("batcher.seed", System.nanoTime());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private enum Outcome {
        OWN_ANSWER,
        ANOTHERS_ANSWER,
        FAILED_ALONE,
        FAILED_WITH_ALL,
        REFUSED,
        LOST_ITS_INTERRUPT,
        SOMETHING_ELSE
    }

    @Test
    void eachCallerGetsItsOwnAnswerExactlyOnce() throws InterruptedException {
        for (int i = 0; i < HISTORIES; i++) {
            new History(FIRST_SEED + i).run();
        }
    }

    @Test
    void whatIsMoreThanMayWaitIsRefusedWhileNothingMoves() throws InterruptedException {
        for (int i = 0; i < HISTORIES / 10; i++) {
            refusesTheRest(FIRST_SEED + i);
        }
    }

    private static final class History {

        private final long seed;
        private final int callers;
        private final boolean mayBeAway;
        private final Map<Integer, AtomicInteger> worked = new ConcurrentHashMap<>();
        private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();
        private final AtomicInteger calls = new AtomicInteger();
        private final BatchLimits limits;
        private final Batcher<Integer, String> batcher;

        History(long seed) {
            Random random = new Random(seed);
            this.seed = seed;
            this.callers = 1 + random.nextInt(60);
            this.mayBeAway = random.nextInt(5) == 0;
            this.limits = new BatchLimits(1 + random.nextInt(4), 1 + random.nextInt(16), 1 + random.nextInt(60));
            this.batcher = new Batcher<>(limits, this::work, size -> {}, BatchSpans.NONE);
        }

        void run() throws InterruptedException {
            long begin = System.nanoTime();
            Random random = new Random(seed);
            List<Thread> threads = new ArrayList<>();
            for (int question = 0; question < callers; question++) {
                int asked = question;
                long fate = random.nextLong();
                threads.add(Thread.startVirtualThread(() -> outcomes.put(asked, ask(asked, new Random(fate)))));
                if (random.nextInt(4) == 0) {
                    pause(random);
                }
                if (random.nextInt(5) == 0) {
                    threads.get(random.nextInt(threads.size())).interrupt();
                }
            }
            for (Thread thread : threads) {
                assertThat(thread.join(PATIENCE))
                        .as("all are answered: %s", this)
                        .isTrue();
            }
            judge(System.nanoTime() - begin < Duration.ofSeconds(1).toNanos());
        }

        /** @param swift that nobody was refused for having taken too long */
        private void judge(boolean swift) {
            assertThat(outcomes).as("%s", this).hasSize(callers);
            outcomes.forEach((question, outcome) -> {
                int times = worked.getOrDefault(question, new AtomicInteger()).get();
                assertThat(outcome)
                        .as("question %d of %s", question, this)
                        .isIn(
                                isPoisoned(question) ? Outcome.FAILED_ALONE : Outcome.OWN_ANSWER,
                                Outcome.REFUSED,
                                Outcome.FAILED_WITH_ALL);
                assertThat(times)
                        .as("times that question %d was answered in %s", question, this)
                        .isEqualTo(outcome == Outcome.OWN_ANSWER ? 1 : 0);
                assertThat(swift && outcome == Outcome.REFUSED && callers <= limits.maxQueued())
                        .as("refused with room to wait: %s", this)
                        .isFalse();
                assertThat(outcome == Outcome.FAILED_WITH_ALL && !mayBeAway)
                        .as("failed for another's fault: %s", this)
                        .isFalse();
            });
            assertThat(batcher.queued()).as("%s", this).isZero();
        }

        private Outcome ask(int question, Random random) {
            pause(random);
            boolean interrupted = random.nextInt(8) == 0;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Outcome outcome = ask(question);
            return interrupted && !Thread.currentThread().isInterrupted() ? Outcome.LOST_ITS_INTERRUPT : outcome;
        }

        private Outcome ask(int question) {
            try {
                return batcher.ask(question).equals(answer(question)) ? Outcome.OWN_ANSWER : Outcome.ANOTHERS_ANSWER;
            } catch (OverloadedException e) {
                return Outcome.REFUSED;
            } catch (BatchFailedException e) {
                if (e.getCause() instanceof IllegalArgumentException poison) {
                    return String.valueOf(question).equals(poison.getMessage())
                            ? Outcome.FAILED_ALONE
                            : Outcome.SOMETHING_ELSE;
                }
                return DatabaseOutage.isAway(e) ? Outcome.FAILED_WITH_ALL : Outcome.SOMETHING_ELSE;
            } catch (RuntimeException e) {
                return Outcome.SOMETHING_ELSE;
            }
        }

        /** All or nothing, as a statement is. */
        private List<String> work(List<Integer> questions) {
            Random random = new Random(seed ^ calls.incrementAndGet());
            pause(random);
            if (mayBeAway && random.nextInt(6) == 0) {
                throw new IllegalStateException(new SQLTransientConnectionException("no connection"));
            }
            if (questions.size() > 1 && random.nextInt(6) == 0) {
                throw new IllegalStateException(new SQLException("deadlock detected", "40P01"));
            }
            questions.stream().filter(this::isPoisoned).findFirst().ifPresent(question -> {
                throw new IllegalArgumentException(question.toString());
            });
            questions.forEach(question ->
                    worked.computeIfAbsent(question, key -> new AtomicInteger()).incrementAndGet());
            return questions.stream().map(History::answer).toList();
        }

        private boolean isPoisoned(int question) {
            return new Random(seed + question).nextInt(9) == 0;
        }

        private static String answer(int question) {
            return "answer to " + question;
        }

        private static void pause(Random random) {
            switch (random.nextInt(4)) {
                case 0 -> Thread.yield();
                case 1 -> LockSupport.parkNanos(random.nextInt(200_000));
                default -> {
                    // at once
                }
            }
        }

        @Override
        public String toString() {
            return "history with -Dbatcher.seed=" + seed + ", " + callers + " callers, " + limits + ", " + outcomes;
        }
    }

    private static int refusalsDue(int asked, int served, int waiting) {
        return asked - served - waiting;
    }

    private static void refusesTheRest(long seed) throws InterruptedException {
        Random random = new Random(seed);
        BatchLimits limits = new BatchLimits(1 + random.nextInt(3), 1 + random.nextInt(8), 1 + random.nextInt(20));
        int rest = 1 + random.nextInt(10);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Batcher<Integer, Integer> batcher = new Batcher<>(
                limits,
                questions -> {
                    busy.incrementAndGet();
                    await(gate);
                    return questions;
                },
                size -> {},
                BatchSpans.NONE);
        List<Thread> threads = new ArrayList<>();
        int lanesTaken = 0;
        int waiting = 0;
        int served = 0;
        for (int question = 0; refusalsDue(question, served, waiting) < rest; question++) {
            int asked = question;
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    assertThat(batcher.ask(asked)).isEqualTo(asked);
                    answered.incrementAndGet();
                } catch (OverloadedException e) {
                    refused.incrementAndGet();
                }
            }));
            waiting = Math.min(waiting + 1, limits.maxQueued());
            if (lanesTaken == 0 || waiting >= limits.maxBatch() && lanesTaken < limits.lanes()) {
                int batch = Math.min(waiting, limits.maxBatch());
                waiting -= batch;
                served += batch;
                lanesTaken++;
            }
            int busyLanes = lanesTaken;
            int queued = waiting;
            until(() -> busy.get() == busyLanes && batcher.queued() == queued);
        }
        until(() -> refused.get() == rest);
        assertThat(answered).as("-Dbatcher.seed=%d", seed).hasValue(0);
        gate.countDown();
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).as("-Dbatcher.seed=%d", seed).isTrue();
        }
        assertThat(answered).as("-Dbatcher.seed=%d", seed).hasValue(served + limits.maxQueued());
        assertThat(refused).as("-Dbatcher.seed=%d", seed).hasValue(rest);
    }

    /** Without a pause between two looks, for there are many. */
    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.yield();
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
