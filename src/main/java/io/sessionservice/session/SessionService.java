package io.sessionservice.session;

import io.sessionservice.platform.DatabaseOutage;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.ProviderCredentials;
import io.sessionservice.user.User;
import java.time.Instant;
import org.springframework.stereotype.Service;

/**
 * The life of a session. Every call reads or commits to PostgreSQL before it returns; {@code now} is the time of the request,
 * read once at the door. "No" is a {@link RequestRefusedException}.
 */
@Service
public class SessionService {

    private final SessionOpener opener;
    private final UserProof users;
    private final SessionStore store;
    private final SessionRepository sessions;
    private final SessionLimit limit;
    private final SessionLifetime lifetime;
    private final SessionMetrics metrics;
    private final SessionAudit audit;

    SessionService(
            SessionOpener opener,
            UserProof users,
            SessionStore store,
            SessionRepository sessions,
            SessionLimit limit,
            SessionLifetime lifetime,
            SessionMetrics metrics,
            SessionAudit audit) {
        this.opener = opener;
        this.users = users;
        this.store = store;
        this.sessions = sessions;
        this.limit = limit;
        this.lifetime = lifetime;
        this.metrics = metrics;
        this.audit = audit;
    }

    /**
     * Authenticates the application, and the user if the request has credentials, and opens a session (seed, Create session).
     * Of identical requests exactly one succeeds, on any number of replicas.
     */
    public IssuedSession create(CreateSession request, Instant now) {
        if (!request.isForUser()) {
            IssuedSession issued = opener.openApplicationSession(request, now);
            metrics.applicationSessionCreated();
            audit.created(issued.session());
            return issued;
        }
        IssuedSession issued = opener.openUserSession(request, now);
        metrics.userSessionCreated();
        audit.created(issued.session());
        return issued;
    }

    /** The live session of the token, whose life this use prolongs (seed, Retrieve session Info). */
    public Session require(SessionToken token, Instant now) {
        byte[] digest = TokenDigest.of(token);
        SessionRow row = store.findHonoured(digest);
        if (row == null || !lifetime.isLive(row, now)) {
            throw new RequestRefusedException(RefusalReason.SESSION_NOT_FOUND);
        }
        return lifetime.isTouchDue(row, now) && touch(row, now)
                ? row.usedAt(now).toSession(digest, lifetime)
                : row.toSession(digest, lifetime);
    }

    /** A database that takes no writes costs a session its prolongation, not its answer. */
    private boolean touch(SessionRow row, Instant now) {
        try {
            store.touch(new Touch(row.id(), lifetime.touchDueSince(now), now, lifetime.purgeAfter(now)));
            return true;
        } catch (RuntimeException e) {
            if (!DatabaseOutage.causes(e)) {
                throw e;
            }
            metrics.touchFailed();
            return false;
        }
    }

    /** Upgrades the session to a user session under the same token; over a user session, replaces its user. */
    public LoggedInSession login(SessionToken token, Credentials credentials, Instant now) {
        Session session = require(token, now);
        return upgrade(session, token, users.byPassword(session.applicationId(), credentials), now);
    }

    /** As {@link #login(SessionToken, Credentials, Instant)}, with an identity provider that vouches for the user. */
    public LoggedInSession login(SessionToken token, ProviderCredentials credentials, Instant now) {
        Session session = require(token, now);
        return upgrade(session, token, users.byProvider(session.applicationId(), credentials, now), now);
    }

    private LoggedInSession upgrade(Session session, SessionToken token, User user, Instant now) {
        SessionRow row = limit.upgrade(session, user.id(), now, () -> upgrade(session, user, now));
        metrics.upgraded();
        return new LoggedInSession(row.toSession(TokenDigest.of(token), lifetime), user);
    }

    private SessionRow upgrade(Session session, User user, Instant now) {
        SessionRow row = sessions.upgrade(
                session.id().value(), user.id().value(), user.sessionGeneration(), now, lifetime.purgeAfter(now));
        if (row == null) {
            throw new RequestRefusedException(RefusalReason.SESSION_NOT_FOUND);
        }
        return row;
    }

    /**
     * Downgrades a user session to an application session under the same token (seed, Destroy session). An application session
     * stays as it is, so that a repeated request means the same.
     */
    public Session downgrade(SessionToken token, Instant now) {
        byte[] digest = TokenDigest.of(token);
        SessionRow row = store.downgrade(new Downgrade(
                digest, lifetime.usedAfter(now), lifetime.createdAfter(now), now, lifetime.purgeAfter(now)));
        if (row == null) {
            return require(token, now);
        }
        metrics.downgraded();
        Session downgraded = row.toSession(digest, lifetime);
        audit.downgraded(downgraded);
        return downgraded;
    }

    /** Ends the session: its token is unknown from now on. */
    public void revoke(SessionToken token, Instant now) {
        Session session = require(token, now);
        sessions.revoke(session.id().value());
        audit.revoked(session);
        metrics.revoked();
    }
}
