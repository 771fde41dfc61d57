package io.sessionservice.session;

import io.sessionservice.application.Application;
import io.sessionservice.nonce.NonceGuard;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.user.User;
import io.sessionservice.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a session for a request whose application proves itself. */
@Component
class SessionOpener {

    private final RequestAuthenticator authenticator;
    private final NonceGuard nonces;
    private final UserProof users;
    private final TokenMinter minter;
    private final SessionStore store;
    private final SessionRepository sessions;
    private final SessionLimit limit;
    private final SessionLifetime lifetime;

    SessionOpener(
            RequestAuthenticator authenticator,
            NonceGuard nonces,
            UserProof users,
            TokenMinter minter,
            SessionStore store,
            SessionRepository sessions,
            SessionLimit limit,
            SessionLifetime lifetime) {
        this.authenticator = authenticator;
        this.nonces = nonces;
        this.users = users;
        this.minter = minter;
        this.store = store;
        this.sessions = sessions;
        this.limit = limit;
        this.lifetime = lifetime;
    }

    /** One statement, one commit: the nonce is burnt exactly when the session exists. */
    IssuedSession openApplicationSession(CreateSession request, Instant now) {
        Application application = authenticator.authenticate(request, now);
        SessionToken token = minter.mint();
        byte[] digest = TokenDigest.of(token);
        Long id = claimAndSave(application, request, digest, now);
        if (id == null) {
            // the nonce was used before, or the application has changed since it was read
            Application current = authenticator.authenticateNow(request, now);
            id = current.version() == application.version() ? null : claimAndSave(current, request, digest, now);
        }
        if (id == null) {
            throw new RequestRefusedException(RefusalReason.NONCE_REPLAYED);
        }
        return issue(id, digest, token, request, null, now);
    }

    private @Nullable Long claimAndSave(Application application, CreateSession request, byte[] digest, Instant now) {
        return store.claimAndSave(new NewSession(
                application.id().value(),
                application.version(),
                request.timestamp().getEpochSecond(),
                request.nonce(),
                digest,
                now,
                lifetime.purgeAfter(now)));
    }

    /**
     * The claim commits alone and first: a replay is refused before a password is hashed or a provider is asked, and a
     * request that fails there has been sent all the same.
     */
    IssuedSession openUserSession(CreateSession request, Instant now) {
        Application application = authenticator.authenticateNow(request, now);
        nonces.claim(application.id(), request.timestamp(), request.nonce());
        User user = users.prove(application.id(), request, now);
        SessionToken token = minter.mint();
        byte[] digest = TokenDigest.of(token);
        long id = limit.open(
                application.id(),
                user.id(),
                now,
                () -> sessions.saveUserSession(
                        digest,
                        application.id().value(),
                        application.sessionGeneration(),
                        user.id().value(),
                        user.sessionGeneration(),
                        request.nonce(),
                        request.timestamp().getEpochSecond(),
                        now,
                        lifetime.purgeAfter(now)));
        return issue(id, digest, token, request, user.id(), now);
    }

    private IssuedSession issue(
            long id, byte[] digest, SessionToken token, CreateSession request, @Nullable UserId userId, Instant now) {
        Session session = new Session(
                new SessionId(id),
                TokenDigest.fingerprint(digest),
                request.applicationId(),
                userId,
                request.nonce(),
                request.timestamp(),
                now,
                now,
                lifetime.expiresAt(now, now));
        return new IssuedSession(session, token);
    }
}
