package io.sessionservice.application;

import io.sessionservice.signature.SignatureAlgorithm;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row of an application; auth secrets are sealed in it. */
@Entity
@Table(name = "applications")
@SqlResultSetMapping(
        name = "AuthKeyOwner",
        classes =
                @ConstructorResult(
                        targetClass = AuthKeyOwner.class,
                        columns = {
                            @ColumnResult(name = "auth_key", type = String.class),
                            @ColumnResult(name = "id", type = Long.class)
                        }))
class ApplicationEntity {

    @Id
    Long id;

    String name;
    String authKey;
    String authSecret;

    @Nullable
    String previousAuthSecret;

    @Nullable
    Instant previousAuthSecretExpiresAt;

    @Nullable
    Instant authSecretLastUsedAt;

    @Nullable
    Instant previousAuthSecretLastUsedAt;

    @Convert(converter = AlgorithmsConverter.class)
    Set<SignatureAlgorithm> algorithms;

    @Enumerated(EnumType.STRING)
    ApplicationStatus status;

    long sessionGeneration;

    @Version
    @Nullable
    Long version;

    Instant createdAt;
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApplicationEntity() {}

    ApplicationEntity(
            long id,
            String name,
            AuthKey authKey,
            String sealedAuthSecret,
            Set<SignatureAlgorithm> algorithms,
            Instant now) {
        this.id = id;
        this.name = name;
        this.authKey = authKey.value();
        this.authSecret = sealedAuthSecret;
        this.algorithms = algorithms;
        this.status = ApplicationStatus.ACTIVE;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The new secret holds at once; the one it replaces until {@code graceEndsAt}; one replaced earlier ends now. */
    void rotate(String sealedAuthSecret, Instant graceEndsAt, Instant now) {
        previousAuthSecret = authSecret;
        previousAuthSecretExpiresAt = graceEndsAt;
        previousAuthSecretLastUsedAt = authSecretLastUsedAt;
        authSecret = sealedAuthSecret;
        authSecretLastUsedAt = null;
        updatedAt = now;
    }

    void suspend(Instant now) {
        status = ApplicationStatus.SUSPENDED;
        updatedAt = now;
    }

    void resume(Instant now) {
        status = ApplicationStatus.ACTIVE;
        updatedAt = now;
    }

    void revokeSessions(Instant now) {
        sessionGeneration++;
        updatedAt = now;
    }

    RegisteredApplication toRegisteredApplication() {
        return new RegisteredApplication(
                new ApplicationId(id),
                name,
                new AuthKey(authKey),
                algorithms,
                status,
                authSecretLastUsedAt,
                previousAuthSecretExpiresAt,
                previousAuthSecretLastUsedAt,
                createdAt,
                updatedAt);
    }
}
