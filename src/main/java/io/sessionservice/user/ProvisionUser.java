package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * A user that an identity provider vouches for.
 *
 * @param subject what the provider calls the user, for ever
 * @param email null when the provider tells none; likewise the name
 */
public record ProvisionUser(
        ApplicationId applicationId,
        String provider,
        String subject,
        @Nullable String email,
        @Nullable String fullName) {}
