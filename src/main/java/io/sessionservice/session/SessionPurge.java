package io.sessionservice.session;

import io.sessionservice.platform.Purge;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes sessions that nobody has used for the idle timeout. Whether a session is live never depends on it. */
@Component
class SessionPurge implements Purge {

    private final SessionRepository sessions;
    private final SessionLifetime lifetime;

    SessionPurge(SessionRepository sessions, SessionLifetime lifetime) {
        this.sessions = sessions;
        this.lifetime = lifetime;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    @Transactional
    public int purgeBatch(Instant now, int limit) {
        return sessions.purge(now, lifetime.usedAfter(now), limit);
    }
}
