package io.sessionservice.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How often somebody may fail, of this replica: a bucket each, refilled evenly, in which failures that were under way at once
 * leave a debt. Bounded: a flood of new names costs no memory; and who is over the limit is kept apart, so that nobody is
 * forgotten for the price of a few failures under other names.
 */
public final class FailureLimit {

    static final int MOST = 10_000;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long EVENT_INTERVAL = Duration.ofMinutes(1).toNanos();

    private record Failures(Bucket bucket, AtomicLong lastEvent) {}

    private final int limit;
    private final Duration window;
    private final TimeMeter time;
    private final Runnable refusals;
    private final Consumer<AuditEntry> events;
    private final Cache<String, Failures> failures;
    private final Cache<String, Failures> overLimit;

    /** Until when anybody at all is over the limit: nearly always nobody is, and a request pays one look. */
    private final AtomicLong anybodyUntil = new AtomicLong(NEVER);

    /**
     * @param refusals is told of each caller that was made to wait
     * @param events is told who is over the limit, once a minute at most for each name
     */
    FailureLimit(int limit, Duration window, TimeMeter time, Runnable refusals, Consumer<AuditEntry> events) {
        this.limit = limit;
        this.window = window;
        this.time = time;
        this.refusals = refusals;
        this.events = events;
        this.failures = bounded(window);
        this.overLimit = bounded(window);
    }

    private static Cache<String, Failures> bounded(Duration window) {
        // forgotten when the bucket is full again, for all that matters
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(window.multipliedBy(2))
                .build();
    }

    /** Whether nobody is over the limit; costs one read of a field. */
    public boolean isQuiet() {
        return anybodyUntil.get() == NEVER;
    }

    /** How long this one has to wait until it is heard again; zero when it is heard now. */
    public Duration wait(String who) {
        long until = anybodyUntil.get();
        if (until == NEVER) {
            return Duration.ZERO;
        }
        if (until < time.currentTimeNanos()) {
            anybodyUntil.compareAndSet(until, NEVER);
            return Duration.ZERO;
        }
        Failures known = overLimit.getIfPresent(who);
        if (known == null || known.bucket().getAvailableTokens() > 0) {
            return Duration.ZERO;
        }
        refusals.run();
        return Duration.ofNanos(untilHeard(known));
    }

    /**
     * Counts a failure.
     *
     * @param about who it was, for the event
     */
    public void failed(String who, AuditEntry about) {
        Failures kept = overLimit.getIfPresent(who);
        Failures known = kept == null ? failures.get(who, name -> newFailures()) : kept;
        known.bucket().consumeIgnoringRateLimits(1);
        if (known.bucket().getAvailableTokens() > 0) {
            return;
        }
        overLimit.put(who, known);
        long now = time.currentTimeNanos();
        anybodyUntil.accumulateAndGet(now + untilHeard(known), Math::max);
        long last = known.lastEvent().get();
        if ((last == NEVER || now - last >= EVENT_INTERVAL) && known.lastEvent().compareAndSet(last, now)) {
            events.accept(about);
        }
    }

    private static long untilHeard(Failures known) {
        return known.bucket().estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    private Failures newFailures() {
        Bucket bucket = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, window))
                .withCustomTimePrecision(time)
                .build();
        return new Failures(bucket, new AtomicLong(NEVER));
    }
}
