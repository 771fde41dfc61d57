package io.sessionservice.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts attempts by whom they come from, within windows that begin with the first. Bounded: a flood of ever new names pushes out
 * counts, it does not fill the memory.
 */
final class AttemptCounter {

    private static final int MOST = 10_000;

    private record Window(Instant end, int attempts) {}

    private final int limit;
    private final Duration length;
    private final Clock clock;
    private final Cache<String, Window> windows;

    AttemptCounter(int limit, Duration length, Clock clock) {
        this.limit = limit;
        this.length = length;
        this.clock = clock;
        this.windows = Caffeine.newBuilder().maximumSize(MOST).build();
    }

    void count(String who) {
        Instant now = clock.instant();
        windows.asMap()
                .merge(
                        who,
                        new Window(now.plus(length), 1),
                        (known, fresh) -> now.isBefore(known.end())
                                ? new Window(known.end(), Math.min(known.attempts() + 1, limit))
                                : fresh);
    }

    /** How long to wait until another attempt is heard; empty when it is heard now. */
    Optional<Duration> exhaustedFor(String who) {
        Instant now = clock.instant();
        return Optional.ofNullable(windows.getIfPresent(who))
                .filter(window -> window.attempts() >= limit && now.isBefore(window.end()))
                .map(window -> Duration.between(now, window.end()));
    }
}
