package io.sessionservice.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of an issuer.
 *
 * @param issuer as its tokens name it, exactly
 * @param jwksUri where its keys are; null for what the issuer's discovery document says (OpenID Connect Discovery 1.0)
 * @param audience one of those for whom a token must have been made
 */
public record OidcSettings(
        String issuer, @Nullable String jwksUri, String audience, Set<TokenAlgorithm> algorithms, ProfileFields fields)
        implements ProviderSettings {

    @Override
    public IdentityKind kind() {
        return IdentityKind.OIDC;
    }
}
