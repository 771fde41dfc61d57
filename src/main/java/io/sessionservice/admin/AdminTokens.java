package io.sessionservice.admin;

import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.client.RestTemplate;

/** Bearer tokens of the operators' own issuer (RFC 6750, RFC 9068). */
final class AdminTokens {

    private static final int TIMEOUT_MILLIS = 3_000;

    private final AdminProperties.Jwt settings;

    AdminTokens(AdminProperties.Jwt settings) {
        this.settings = settings;
    }

    /** Asks the issuer when the first token comes: the service starts, and serves its clients, without it. */
    JwtDecoder decoder(URI issuer) {
        return new SupplierJwtDecoder(() -> {
            NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer.toString())
                    .restOperations(impatient())
                    .build();
            decoder.setJwtValidator(validator(issuer));
            return decoder;
        });
    }

    private static RestTemplate impatient() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(TIMEOUT_MILLIS);
        requests.setReadTimeout(TIMEOUT_MILLIS);
        return new RestTemplate(requests);
    }

    private OAuth2TokenValidator<Jwt> validator(URI issuer) {
        OAuth2TokenValidator<Jwt> byDefault = JwtValidators.createDefaultWithIssuer(issuer.toString());
        String audience = settings.audience();
        return audience == null
                ? byDefault
                : new DelegatingOAuth2TokenValidator<>(
                        byDefault,
                        new JwtClaimValidator<Collection<String>>(
                                JwtClaimNames.AUD, meantFor -> meantFor != null && meantFor.contains(audience)));
    }

    JwtAuthenticationConverter converter() {
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(this::authorities);
        return converter;
    }

    private Collection<GrantedAuthority> authorities(Jwt token) {
        return roles(token).contains(settings.role())
                ? List.of(new SimpleGrantedAuthority("ROLE_" + ManagementSecurity.ADMIN))
                : List.of();
    }

    private Collection<?> roles(Jwt token) {
        Object claim = token.getClaims().get(settings.roleClaim());
        if (claim == null) {
            claim = nested(token.getClaims(), settings.roleClaim());
        }
        if (claim instanceof Collection<?> list) {
            return list;
        }
        return claim instanceof String text ? Arrays.asList(text.split(" ", -1)) : List.of();
    }

    private static @Nullable Object nested(Map<String, Object> claims, String path) {
        Object at = claims;
        for (String name : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }
}
