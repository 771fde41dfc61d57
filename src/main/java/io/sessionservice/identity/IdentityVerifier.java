package io.sessionservice.identity;

import io.sessionservice.user.ProviderCredentials;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks a provider in the way that its kind is asked. */
@Component
class IdentityVerifier {

    private final OidcVerifier oidc;
    private final HttpVerifier http;

    IdentityVerifier(OidcVerifier oidc, HttpVerifier http) {
        this.oidc = oidc;
        this.http = http;
    }

    /** Who the user is; empty when the provider, or its token, says no. */
    Optional<VerifiedIdentity> verify(IdentityProvider provider, ProviderCredentials credentials, Instant now)
            throws ProviderUnavailableException {
        return switch (provider.settings()) {
            case OidcSettings settings -> oidc.verify(provider, settings, credentials, now);
            case HttpSettings settings -> http.verify(provider, settings, credentials);
        };
    }
}
