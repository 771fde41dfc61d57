package io.sessionservice.application;

import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registered application, as it stands at one moment.
 *
 * @param authSecret the current one
 * @param previousAuthSecret the one before the last rotation, or null when there is none
 * @param previousAuthSecretExpiresAt the end of the previous one's grace time; null with it
 * @param algorithms those that its clients may sign with
 * @param version rises with every change of the application
 * @param sessionGeneration the one that new sessions belong to; a session of an earlier one is dead
 */
public record Application(
        ApplicationId id,
        String name,
        AuthKey authKey,
        AuthSecret authSecret,
        @Nullable AuthSecret previousAuthSecret,
        @Nullable Instant previousAuthSecretExpiresAt,
        Set<SignatureAlgorithm> algorithms,
        ApplicationStatus status,
        long version,
        long sessionGeneration,
        Instant createdAt) {

    /** The secrets that a signature may be made with now, the current one first. */
    public List<AuthSecret> liveAuthSecrets(Instant now) {
        return previousAuthSecret != null
                        && previousAuthSecretExpiresAt != null
                        && now.isBefore(previousAuthSecretExpiresAt)
                ? List.of(authSecret, previousAuthSecret)
                : List.of(authSecret);
    }
}
