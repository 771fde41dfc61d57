package io.sessionservice.identity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of an identity provider; the settings of the other kind are null in it, and the value of the secret header is sealed. */
@Entity
@Table(name = "identity_providers")
class IdentityProviderEntity {

    @EmbeddedId
    IdentityProviderKey key;

    @Enumerated(EnumType.STRING)
    IdentityKind kind;

    @Nullable
    String issuer;

    @Nullable
    String jwksUri;

    @Nullable
    String audience;

    @Nullable
    String algorithms;

    @Nullable
    String url;

    @Nullable
    String method;

    @Nullable
    String headers;

    @Nullable
    String parameters;

    @Nullable
    String secretHeader;

    @Nullable
    String secretHeaderValue;

    String subjectField;

    @Nullable
    String emailField;

    @Nullable
    String fullNameField;

    @Column(updatable = false)
    Instant createdAt;

    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected IdentityProviderEntity() {}

    @SuppressWarnings("NullAway.Init")
    IdentityProviderEntity(IdentityProviderKey key, ProviderSettings settings, Instant now) {
        this.key = key;
        this.kind = settings.kind();
        this.subjectField = settings.fields().subject();
        this.emailField = settings.fields().email();
        this.fullNameField = settings.fields().fullName();
        this.createdAt = now;
        this.updatedAt = now;
    }

    ProfileFields fields() {
        return new ProfileFields(subjectField, emailField, fullNameField);
    }
}
