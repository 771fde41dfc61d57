package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.UserId;
import java.time.Instant;

/** A live session of a user, as the statement reads it. */
record UserSessionRow(
        long id,
        String fingerprint,
        long applicationId,
        long userId,
        long nonce,
        long timestamp,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt) {

    Session toSession(SessionLifetime lifetime) {
        return new Session(
                new SessionId(id),
                fingerprint,
                new ApplicationId(applicationId),
                new UserId(userId),
                nonce,
                Instant.ofEpochSecond(timestamp),
                createdAt,
                updatedAt,
                lifetime.expiresAt(createdAt, lastUsedAt));
    }
}
