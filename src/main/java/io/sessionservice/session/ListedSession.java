package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of a session: nothing that could act as its token.
 *
 * @param userId the user of a user session; null in an application session
 * @param lastUsedAt to the minute
 * @param expiresAt when it ends, or ended, unless it is used before
 * @param live whether a request with its token would be served now
 */
public record ListedSession(
        SessionId id,
        ApplicationId applicationId,
        @Nullable UserId userId,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean live) {}
