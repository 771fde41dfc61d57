package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What operators see of a user: everything but the password. */
public record RegisteredUser(
        UserId id,
        ApplicationId applicationId,
        @Nullable String login,
        @Nullable String email,
        @Nullable String fullName,
        @Nullable String identityProvider,
        @Nullable String identitySubject,
        UserStatus status,
        Instant createdAt,
        Instant updatedAt) {}
