package io.sessionservice.session;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.user.UserId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * What users do with all their sessions, from within one of them. A user sees those of its own in the application of the session;
 * any other is to it like one that never was.
 */
@Service
public class UserSessions {

    /** The newest that a listing shows. */
    public static final int MOST_LISTED = 100;

    private static final int DELETED_AT_ONCE = 1_000;

    private final SessionService sessions;
    private final UserSessionRepository repository;
    private final SessionLifetime lifetime;
    private final SessionMetrics metrics;
    private final SessionAudit audit;

    UserSessions(
            SessionService sessions,
            UserSessionRepository repository,
            SessionLifetime lifetime,
            SessionMetrics metrics,
            SessionAudit audit) {
        this.sessions = sessions;
        this.repository = repository;
        this.lifetime = lifetime;
        this.metrics = metrics;
        this.audit = audit;
    }

    /** The live sessions of the user, the newest first, at most {@link #MOST_LISTED}. */
    public OwnSessions list(SessionToken token, Instant now) {
        Session current = sessions.require(token, now);
        List<Session> listed = repository
                .readLiveOfUser(
                        userOf(current).value(),
                        current.applicationId().value(),
                        lifetime.usedAfter(now),
                        lifetime.createdAfter(now),
                        MOST_LISTED)
                .stream()
                .map(row -> row.toSession(lifetime))
                .toList();
        return new OwnSessions(current, listed);
    }

    /**
     * Ends one session of the user, which may be the caller's own.
     *
     * @return the caller's session as it was
     */
    public Session revoke(SessionToken token, SessionId id, Instant now) {
        Session current = sessions.require(token, now);
        Long ended = repository.deleteLiveOfUser(
                id.value(),
                userOf(current).value(),
                current.applicationId().value(),
                lifetime.usedAfter(now),
                lifetime.createdAfter(now));
        if (ended == null) {
            throw new RequestRefusedException(RefusalReason.OTHER_SESSION_NOT_FOUND);
        }
        revoked(current, List.of(ended));
        return current;
    }

    /**
     * Ends every session that the user had when this began, but the caller's own.
     *
     * @return the caller's session
     */
    public Session revokeOthers(SessionToken token, Instant now) {
        Session current = sessions.require(token, now);
        List<Long> ended;
        do {
            // in steps, so that no transaction grows with the number of sessions
            ended = repository.deleteOthersOfUser(
                    userOf(current).value(),
                    current.applicationId().value(),
                    current.id().value(),
                    lifetime.usedAfter(now),
                    lifetime.createdAfter(now),
                    DELETED_AT_ONCE);
            revoked(current, ended);
        } while (ended.size() == DELETED_AT_ONCE);
        return current;
    }

    private void revoked(Session current, List<Long> ended) {
        ended.forEach(id -> {
            audit.revoked(current, id);
            metrics.revoked();
        });
    }

    private static UserId userOf(Session session) {
        if (session.userId() == null) {
            throw new RequestRefusedException(RefusalReason.USER_REQUIRED);
        }
        return session.userId();
    }
}
