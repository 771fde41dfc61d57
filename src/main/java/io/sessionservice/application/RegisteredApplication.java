package io.sessionservice.application;

import io.sessionservice.signature.SignatureAlgorithm;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of an application: everything but its secrets, which are not even unsealed for it.
 *
 * @param authSecretLastUsedAt to the minute; null when no client has signed with the current secret yet
 * @param previousAuthSecretExpiresAt the end of the previous secret's grace time; null when there is no previous one
 * @param previousAuthSecretLastUsedAt to the minute; says whether the last client has moved to the current secret
 */
public record RegisteredApplication(
        ApplicationId id,
        String name,
        AuthKey authKey,
        Set<SignatureAlgorithm> algorithms,
        ApplicationStatus status,
        @Nullable Instant authSecretLastUsedAt,
        @Nullable Instant previousAuthSecretExpiresAt,
        @Nullable Instant previousAuthSecretLastUsedAt,
        Instant createdAt,
        Instant updatedAt) {}
