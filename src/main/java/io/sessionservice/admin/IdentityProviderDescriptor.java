package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sessionservice.identity.HttpSettings;
import io.sessionservice.identity.IdentityKind;
import io.sessionservice.identity.IdentityProvider;
import io.sessionservice.identity.OidcSettings;
import io.sessionservice.identity.ProfileFields;
import io.sessionservice.identity.TokenAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider as operators see it.
 *
 * @param secretHeader the header's name; its value is not told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityProviderDescriptor(
        String name,
        IdentityKind kind,
        @Nullable String issuer,
        @Nullable String jwksUri,
        @Nullable String audience,
        @Nullable List<TokenAlgorithm> algorithms,
        @Nullable String url,
        HttpSettings.@Nullable Method method,
        @Nullable Map<String, String> headers,
        @Nullable Map<String, String> parameters,
        @Nullable String secretHeader,
        String subject,
        @Nullable String email,
        @Nullable String fullName,
        Instant createdAt,
        Instant updatedAt) {

    public static IdentityProviderDescriptor of(IdentityProvider provider) {
        ProfileFields fields = provider.settings().fields();
        OidcSettings oidc = provider.settings() instanceof OidcSettings settings ? settings : null;
        HttpSettings http = provider.settings() instanceof HttpSettings settings ? settings : null;
        return new IdentityProviderDescriptor(
                provider.name(),
                provider.settings().kind(),
                oidc == null ? null : oidc.issuer(),
                oidc == null ? null : oidc.jwksUri(),
                oidc == null ? null : oidc.audience(),
                oidc == null ? null : oidc.algorithms().stream().sorted().toList(),
                http == null ? null : http.url(),
                http == null ? null : http.method(),
                http == null ? null : http.headers(),
                http == null ? null : http.parameters(),
                http == null || http.secretHeader() == null
                        ? null
                        : http.secretHeader().name(),
                fields.subject(),
                fields.email(),
                fields.fullName(),
                provider.createdAt(),
                provider.updatedAt());
    }

    record All(List<IdentityProviderDescriptor> identityProviders) {}
}
