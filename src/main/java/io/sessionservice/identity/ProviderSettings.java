package io.sessionservice.identity;

/** What is needed to ask a provider. */
public sealed interface ProviderSettings permits OidcSettings, HttpSettings {

    IdentityKind kind();

    ProfileFields fields();
}
