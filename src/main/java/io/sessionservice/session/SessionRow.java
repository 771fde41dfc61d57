package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the statements read of a session whose application and user honour it; whether it has expired is not yet asked.
 *
 * @param place of the question that it answers, from 1
 */
record SessionRow(
        long place,
        long id,
        long applicationId,
        @Nullable Long userId,
        long nonce,
        long timestamp,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt) {

    SessionRow usedAt(Instant now) {
        return new SessionRow(place, id, applicationId, userId, nonce, timestamp, createdAt, updatedAt, now);
    }

    Session toSession(byte[] tokenDigest, SessionLifetime lifetime) {
        return new Session(
                new SessionId(id),
                TokenDigest.fingerprint(tokenDigest),
                new ApplicationId(applicationId),
                userId == null ? null : new UserId(userId),
                nonce,
                Instant.ofEpochSecond(timestamp),
                createdAt,
                updatedAt,
                lifetime.expiresAt(createdAt, lastUsedAt));
    }
}
