package io.sessionservice.admin;

import io.sessionservice.identity.HttpSettings;
import io.sessionservice.identity.IdentityKind;
import io.sessionservice.identity.OidcSettings;
import io.sessionservice.identity.ProfileFields;
import io.sessionservice.identity.ProviderSettings;
import io.sessionservice.identity.SecretHeader;
import io.sessionservice.identity.TokenAlgorithm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider to be set up, whole: what is left out is not kept from before.
 *
 * @param algorithms or null for RS256, which every issuer of OpenID Connect has
 * @param subject the claim, or the path of the field, that names the user; null for {@code sub}, which an HTTP provider has to name
 * @param email likewise for the e-mail address; null when it is not to be taken
 */
public record IdentityProviderBody(
        @NotNull IdentityKind kind,

        @Nullable @PlainText @Size(max = 500) String issuer,
        @Nullable @PlainText @Size(max = 500) String jwksUri,
        @Nullable @PlainText @Size(max = 500) String audience,

        @Nullable @Size(min = 1, message = "must name one algorithm at least")
        Set<@NotNull TokenAlgorithm> algorithms,

        @Nullable @PlainText @Size(max = 1000) String url,

        HttpSettings.@Nullable Method method,

        @Nullable @Size(max = 20)
        Map<
                        @Pattern(regexp = HEADER_NAME, flags = Pattern.Flag.CASE_INSENSITIVE) @NotNull String,
                        @NotNull @PlainText String>
                headers,

        @Nullable @Size(max = 20) Map<@NotNull @PlainText String, @NotNull @PlainText String> parameters,

        @Nullable @Valid Header secretHeader,
        @Nullable @PlainText @Size(max = 200) String subject,
        @Nullable @PlainText @Size(max = 200) String email,
        @Nullable @PlainText @Size(max = 200) String fullName)
        implements AdminBody {

    /**
     * A header's name (RFC 9110, 5.1), but for those that the client itself sets, in whatever case; a pattern that JavaScript
     * reads as well, for the document.
     */
    static final String HEADER_NAME =
            "(?!(host|connection|content-length|content-type|transfer-encoding|te|upgrade|expect)$)[A-Za-z0-9_-]{1,100}";

    /** @param secret its value, sealed at rest, and never told again */
    public record Header(
            @NotNull @Pattern(regexp = HEADER_NAME, flags = Pattern.Flag.CASE_INSENSITIVE)
            String name,

            @NotNull @PlainText @Size(max = 2000) String secret) {

        @Override
        public String toString() {
            return "Header[****]";
        }
    }

    /** @throws AdminRefusedException naming what the kind lacks, or has no use for */
    ProviderSettings settings() {
        return switch (kind) {
            case OIDC -> oidc();
            case HTTP -> http();
        };
    }

    private ProviderSettings oidc() {
        refuse(url, "url");
        refuse(method, "method");
        refuse(headers, "headers");
        refuse(parameters, "parameters");
        refuse(secretHeader, "secretHeader");
        return new OidcSettings(
                require(issuer, "issuer"),
                jwksUri,
                require(audience, "audience"),
                algorithms == null ? EnumSet.of(TokenAlgorithm.RS256) : algorithms,
                new ProfileFields(Objects.requireNonNullElse(subject, "sub"), email, fullName));
    }

    private ProviderSettings http() {
        refuse(issuer, "issuer");
        refuse(jwksUri, "jwksUri");
        refuse(audience, "audience");
        refuse(algorithms, "algorithms");
        return new HttpSettings(
                require(url, "url"),
                Objects.requireNonNullElse(method, HttpSettings.Method.POST),
                withHyphens(headers),
                parameters == null ? Map.of("token", "#{token}") : parameters,
                secretHeader == null
                        ? null
                        : new SecretHeader(secretHeader.name().replace('_', '-'), secretHeader.secret()),
                new ProfileFields(require(subject, "subject"), email, fullName));
    }

    /** As the vendor does (QuickBlox documentation, "Custom Identity Provider", Step 2, headers). */
    private static Map<String, String> withHyphens(@Nullable Map<String, String> headers) {
        Map<String, String> hyphened = new LinkedHashMap<>();
        if (headers != null) {
            headers.forEach((name, value) -> hyphened.put(name.replace('_', '-'), value));
        }
        return hyphened;
    }

    private static String require(@Nullable String value, String field) {
        if (value == null) {
            throw AdminRefusedException.field(field, "is required for this kind");
        }
        return value;
    }

    private static void refuse(@Nullable Object value, String field) {
        if (value != null) {
            throw AdminRefusedException.field(field, "is not for this kind");
        }
    }

    @Override
    public String toString() {
        return "IdentityProviderBody[****]";
    }
}
