package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live session, as it stands at one moment.
 *
 * @param fingerprint public name of its token, 40 hex digits; safe to log, never enough to act with
 * @param userId the user of a user session; null in an application session
 * @param nonce as in the request that created it
 * @param timestamp as in the request that created it
 * @param updatedAt when it last gained, changed or lost its user
 * @param expiresAt when it ends unless it is used before
 */
public record Session(
        SessionId id,
        String fingerprint,
        ApplicationId applicationId,
        @Nullable UserId userId,
        long nonce,
        Instant timestamp,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt) {}
