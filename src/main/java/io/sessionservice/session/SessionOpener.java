package io.sessionservice.session;

import io.sessionservice.application.Application;
import io.sessionservice.nonce.NonceGuard;
import io.sessionservice.nonce.NonceSlot;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.User;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserLogin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a session for a request whose application is proved. */
@Component
class SessionOpener {

    private final NonceGuard nonces;
    private final UserLogin login;
    private final TokenMinter minter;
    private final SessionRepository sessions;
    private final SessionLifetime lifetime;

    SessionOpener(
            NonceGuard nonces,
            UserLogin login,
            TokenMinter minter,
            SessionRepository sessions,
            SessionLifetime lifetime) {
        this.nonces = nonces;
        this.login = login;
        this.minter = minter;
        this.sessions = sessions;
        this.lifetime = lifetime;
    }

    /** One statement, one commit: the nonce is burnt exactly when the session exists. */
    IssuedSession openApplicationSession(Application application, CreateSession request, Instant now) {
        SessionToken token = minter.mint();
        byte[] digest = TokenDigest.of(token);
        Long id = sessions.claimAndSave(
                NonceSlot.of(request.timestamp()),
                digest,
                application.id().value(),
                application.sessionGeneration(),
                request.nonce(),
                request.timestamp().getEpochSecond(),
                now,
                lifetime.purgeAfter(now));
        if (id == null) {
            throw new RequestRefusedException(RefusalReason.NONCE_REPLAYED);
        }
        return issue(id, digest, token, request, null, now);
    }

    /**
     * The claim commits alone and first: a replay is refused before a password is hashed, and a request that fails its password
     * has been sent all the same.
     */
    IssuedSession openUserSession(
            Application application, CreateSession request, Credentials credentials, Instant now) {
        nonces.claim(application.id(), request.timestamp(), request.nonce());
        User user = login.login(application.id(), credentials);
        SessionToken token = minter.mint();
        byte[] digest = TokenDigest.of(token);
        long id = sessions.saveUserSession(
                digest,
                application.id().value(),
                application.sessionGeneration(),
                user.id().value(),
                user.sessionGeneration(),
                request.nonce(),
                request.timestamp().getEpochSecond(),
                now,
                lifetime.purgeAfter(now));
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
