package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of an application, as it stands at one moment. Has a login, an e-mail address or both.
 *
 * @param sessionGeneration the one that new sessions belong to; a user session of an earlier one is dead
 */
public record User(
        UserId id,
        ApplicationId applicationId,
        @Nullable String login,
        @Nullable String email,
        @Nullable String fullName,
        long sessionGeneration,
        Instant createdAt,
        Instant updatedAt) {}
