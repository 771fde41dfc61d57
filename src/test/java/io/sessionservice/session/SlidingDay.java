package io.sessionservice.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcOperations;

/** Lets sessions be used for a day, in a moment: the service's own statement and times, on a clock that is passed inward. */
public final class SlidingDay {

    /** As many as one statement of the service takes (sessions.session.batch.max-size). */
    private static final int BATCH = 128;

    private static final Duration DAY = Duration.ofDays(1);

    private SlidingDay() {}

    /**
     * Touches each session again and again.
     *
     * @param every how often each is used
     * @return how many touches were written
     */
    public static long live(JdbcOperations jdbc, List<Long> ids, Instant from, Duration every) {
        return live(jdbc, ids, from, every, now -> {});
    }

    /** As {@link #live(JdbcOperations, List, Instant, Duration)}, and lets something else be done after each round. */
    public static long live(
            JdbcOperations jdbc, List<Long> ids, Instant from, Duration every, Consumer<Instant> afterwards) {
        JdbcBatchedSessions sessions = new JdbcBatchedSessions(jdbc);
        SessionLifetime lifetime = new SessionLifetime(
                new SessionProperties(Duration.ofHours(2), null, 0, SessionLimitPolicy.EVICT_OLDEST));
        long written = 0;
        for (Instant now = from.plus(every); now.isBefore(from.plus(DAY)); now = now.plus(every)) {
            Instant used = now;
            for (int start = 0; start < ids.size(); start += BATCH) {
                written += sessions.touch(ids.subList(start, Math.min(ids.size(), start + BATCH)).stream()
                                .map(id -> new Touch(id, lifetime.touchDueSince(used), used, lifetime.purgeAfter(used)))
                                .toList())
                        .size();
            }
            afterwards.accept(now);
        }
        return written;
    }
}
