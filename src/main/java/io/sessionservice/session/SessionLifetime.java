package io.sessionservice.session;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When sessions end, and when their use is written down. */
@Component
class SessionLifetime {

    /** A session's use is recorded no more often than this, and its end is wrong by no more than this. */
    private static final Duration TOUCH_INTERVAL = Duration.ofMinutes(1);

    private final SessionProperties properties;

    SessionLifetime(SessionProperties properties) {
        this.properties = properties;
    }

    Instant expiresAt(Instant createdAt, Instant lastUsedAt) {
        Instant idle = lastUsedAt.plus(properties.idleTimeout());
        if (properties.absoluteTimeout() == null) {
            return idle;
        }
        Instant absolute = createdAt.plus(properties.absoluteTimeout());
        return idle.isBefore(absolute) ? idle : absolute;
    }

    boolean isLive(SessionRow row, Instant now) {
        return now.isBefore(expiresAt(row.createdAt(), row.lastUsedAt()));
    }

    boolean isTouchDue(SessionRow row, Instant now) {
        return !row.lastUsedAt().isAfter(touchDueSince(now));
    }

    /** A session last used at this time or before is due for a touch. */
    Instant touchDueSince(Instant now) {
        return now.minus(TOUCH_INTERVAL);
    }

    /** A live session was used after this. */
    Instant usedAfter(Instant now) {
        return now.minus(properties.idleTimeout());
    }

    /** A live session was created after this. */
    Instant createdAfter(Instant now) {
        return properties.absoluteTimeout() == null ? Instant.EPOCH : now.minus(properties.absoluteTimeout());
    }

    /** When a session last used now is dead, by the timeout of now: it may be another one in an hour, or on another replica. */
    Instant purgeAfter(Instant now) {
        return now.plus(properties.idleTimeout());
    }
}
