package io.sessionservice.session;

import io.sessionservice.platform.Purge;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Deletes sessions that nobody has used for the idle timeout. Whether a session is live never depends on it. They are found by
 * reading the table, all of it in about an hour: an index on what slides with use would cost each use more than that.
 */
@Component
class SessionPurge implements Purge {

    private static final Duration SWEEP = Duration.ofHours(1);

    /** As many rows as one can hold. */
    private static final int ROWS_OF_A_PAGE = 50;

    /** A round that is behind looks at no more; of 8 KB each, as all pages. */
    private static final long MOST_PAGES = 50_000;

    /** A small table is seen in each round. */
    private static final long LEAST_PAGES = 1_000;

    private final SessionRepository sessions;
    private final SweptPages swept;
    private final SessionLifetime lifetime;

    SessionPurge(SessionRepository sessions, SweptPages swept, SessionLifetime lifetime) {
        this.sessions = sessions;
        this.swept = swept;
        this.lifetime = lifetime;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public int purgeBatch(Instant now, int limit) {
        SweptPages.Position position = swept.position();
        long size = swept.size();
        long end = Math.min(size, position.next() + share(size, position, now));
        long slice = Math.max(1, limit / ROWS_OF_A_PAGE);
        long page = position.next();
        int removed = 0;
        for (; page < end && removed < limit; page += slice) {
            removed += sessions.purge(firstRowOf(page), firstRowOf(page + slice), now, lifetime.usedAfter(now));
        }
        if (page >= size) {
            swept.finish(now);
        } else {
            swept.keep(page);
        }
        return removed;
    }

    /** Pages to be looked at now, for the sweep to be as far as the time since it began. */
    private static long share(long size, SweptPages.Position position, Instant now) {
        double due = size * (Duration.between(position.beganAt(), now).toMillis() / (double) SWEEP.toMillis());
        return Math.clamp((long) due - position.next(), LEAST_PAGES, MOST_PAGES);
    }

    private static String firstRowOf(long page) {
        return "(" + page + ",0)";
    }

    /** At most, for what was dead when the last whole sweep began is gone. */
    @Override
    public Duration lag(Instant now) {
        Duration lag = Duration.between(swept.position().lastBeganAt(), now);
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
