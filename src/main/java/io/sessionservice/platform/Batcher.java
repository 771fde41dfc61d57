package io.sessionservice.platform;

import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Natural batching: whoever finds the lane free takes all questions that have queued meanwhile and asks them in one statement.
 * No timer and no wait at low load, where a batch is the caller's own question; no cache, every answer is fresh from the work.
 * Another lane opens only while as many wait as one statement takes: two half as full cost more, and are no sooner. Whose questions
 * have one key queue in one line, and the lines are served in turn.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Batcher<Q, A extends @Nullable Object> {

    /** How long a batch that has failed is tried one by one; more than that, and everybody behind it would wait too. */
    private static final long FALLBACK_NANOS = Duration.ofSeconds(1).toNanos();

    private final TurnQueue<BatchedCall<Q, A>> queue;
    private final Semaphore lanes;
    private final BatchLimits limits;
    private final Function<Q, Object> key;
    private final Function<List<Q>, List<A>> work;
    private final IntConsumer batchSizes;
    private final BatchSpans spans;

    /**
     * Makes a batcher that runs nothing until it is asked.
     *
     * @param key of a question: whose it is
     * @param work answers many questions at once, in their order; one call is one statement, atomic, so that what has failed
     *     can be asked again one by one
     * @param batchSizes is told the size of each batch
     * @param spans is told of each statement
     */
    Batcher(
            BatchLimits limits,
            Function<Q, Object> key,
            Function<List<Q>, List<A>> work,
            IntConsumer batchSizes,
            BatchSpans spans) {
        this.queue = new TurnQueue<>(limits.maxQueued());
        this.limits = limits;
        this.key = key;
        this.lanes = new Semaphore(limits.lanes());
        this.work = work;
        this.batchSizes = batchSizes;
        this.spans = spans;
    }

    /** A batcher whose questions are all one's. */
    Batcher(BatchLimits limits, Function<List<Q>, List<A>> work, IntConsumer batchSizes, BatchSpans spans) {
        this(limits, question -> Batcher.class, work, batchSizes, spans);
    }

    /** How many callers wait for a lane. */
    public int queued() {
        return queue.size();
    }

    /**
     * The answer to this question. The caller waits, and may do the work for others.
     *
     * @throws OverloadedException when too many wait already: at once, or as soon as somebody comes whose line is shorter
     * @throws BatchFailedException when the work failed for this question
     */
    public A ask(Q question) {
        BatchedCall<Q, A> call = new BatchedCall<>(question, spans.asking());
        BatchedCall<Q, A> victim = queue.add(key.apply(question), call);
        if (victim != null) {
            victim.fail(new OverloadedException());
        }
        if (takeLane()) {
            runBatch();
            leaveLane();
        }
        return call.await();
    }

    /** Of any who come at once to an idle batcher each may have a lane; it is left when it is not needed. */
    private boolean takeLane() {
        return isNeeded(limits.lanes() - lanes.availablePermits()) && lanes.tryAcquire();
    }

    /** @param others lanes that are served without this one */
    private boolean isNeeded(int others) {
        return others == 0 ? !queue.isEmpty() : queue.size() >= limits.maxBatch();
    }

    /** A caller has its own answer to give: those who have come meanwhile are led by a thread of their own. */
    private void leaveLane() {
        if (!isNeededStill()) {
            lanes.release();
            // somebody may have queued between the look and the release, and found no lane
            if (!takeLane()) {
                return;
            }
        }
        Thread.startVirtualThread(this::lead);
    }

    private void lead() {
        do {
            while (isNeededStill()) {
                runBatch();
            }
            lanes.release();
        } while (takeLane());
    }

    private boolean isNeededStill() {
        return isNeeded(limits.lanes() - lanes.availablePermits() - 1);
    }

    private void runBatch() {
        List<BatchedCall<Q, A>> batch = queue.take(limits.maxBatch());
        if (batch.isEmpty()) {
            return;
        }
        batchSizes.accept(batch.size());
        try {
            answer(batch);
        } catch (Throwable failure) {
            fail(batch, failure);
        }
    }

    private void answer(List<BatchedCall<Q, A>> batch) {
        List<A> answers = work(batch);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).complete(answers.get(i));
        }
    }

    /** The span ends before those who wait are told, so that it lies within theirs. */
    private List<A> work(List<BatchedCall<Q, A>> batch) {
        Span span = spans.start(batch);
        try {
            return work.apply(batch.stream().map(BatchedCall::question).toList());
        } catch (Throwable failure) {
            // by its kind alone: PostgreSQL's messages quote values
            span.tag("error.type", failure.getClass().getName());
            throw failure;
        } finally {
            span.end();
        }
    }

    /** One bad question fails alone; a database that is away fails all who wait for it, who would only wait for the same. */
    private void fail(List<BatchedCall<Q, A>> batch, Throwable failure) {
        if (batch.size() == 1 || DatabaseOutage.isAway(failure)) {
            batch.forEach(call -> call.fail(failure));
            if (DatabaseOutage.isAway(failure)) {
                queue.take(Integer.MAX_VALUE).forEach(call -> call.fail(failure));
            }
            return;
        }
        long begin = System.nanoTime();
        for (BatchedCall<Q, A> call : batch) {
            if (System.nanoTime() - begin > FALLBACK_NANOS) {
                call.fail(new OverloadedException());
            } else {
                askAlone(call);
            }
        }
    }

    private void askAlone(BatchedCall<Q, A> call) {
        try {
            answer(List.of(call));
        } catch (Throwable alone) {
            call.fail(alone);
        }
    }
}
