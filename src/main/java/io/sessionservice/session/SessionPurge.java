package io.sessionservice.session;

import io.sessionservice.platform.Purge;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes sessions that nobody has used for the idle timeout. Whether a session is live never depends on it. */
@Component
class SessionPurge implements Purge {

    private final SessionRepository sessions;
    private final SessionLifetime lifetime;
    private final JdbcClient jdbc;

    SessionPurge(SessionRepository sessions, SessionLifetime lifetime, JdbcClient jdbc) {
        this.sessions = sessions;
        this.lifetime = lifetime;
        this.jdbc = jdbc;
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

    @Override
    public Duration lag(Instant now) {
        return jdbc.sql("SELECT purge_after FROM sessions WHERE purge_after <= :now ORDER BY purge_after LIMIT 1")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .optional()
                .map(oldest -> Duration.between(oldest.toInstant(), now))
                .orElse(Duration.ZERO);
    }
}
