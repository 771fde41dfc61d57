package io.sessionservice.identity;

import io.sessionservice.application.ApplicationId;
import java.time.Instant;

/**
 * An identity provider of an application, as it stands at one moment.
 *
 * @param name by which clients ask for it; the users that it vouched for belong to the name
 */
public record IdentityProvider(
        ApplicationId applicationId, String name, ProviderSettings settings, Instant createdAt, Instant updatedAt) {}
