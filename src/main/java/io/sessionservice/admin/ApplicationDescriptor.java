package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sessionservice.application.ApplicationStatus;
import io.sessionservice.application.RegisteredApplication;
import io.sessionservice.signature.SignatureAlgorithm;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationDescriptor(
        long id,
        String name,
        String authKey,
        List<SignatureAlgorithm> algorithms,
        ApplicationStatus status,
        @Nullable Instant authSecretLastUsedAt,
        @Nullable Instant previousAuthSecretExpiresAt,
        @Nullable Instant previousAuthSecretLastUsedAt,
        Instant createdAt,
        Instant updatedAt) {

    public static ApplicationDescriptor of(RegisteredApplication application) {
        return new ApplicationDescriptor(
                application.id().value(),
                application.name(),
                application.authKey().value(),
                application.algorithms().stream().sorted().toList(),
                application.status(),
                application.authSecretLastUsedAt(),
                application.previousAuthSecretExpiresAt(),
                application.previousAuthSecretLastUsedAt(),
                application.createdAt(),
                application.updatedAt());
    }

    /** @param next what to send as {@code after} for more; null when there is no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<ApplicationDescriptor> applications,
            @Nullable Long next) {}
}
