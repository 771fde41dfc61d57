package io.sessionservice.identity;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.sessionservice.application.ApplicationId;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Between the row of a provider and what it means. */
@Component
class IdentityProviderMapping {

    private final HeaderSeals seals;

    IdentityProviderMapping(HeaderSeals seals) {
        this.seals = seals;
    }

    IdentityProviderEntity toEntity(IdentityProviderKey key, ProviderSettings settings, Instant now) {
        IdentityProviderEntity entity = new IdentityProviderEntity(key, settings, now);
        switch (settings) {
            case OidcSettings oidc -> {
                entity.issuer = oidc.issuer();
                entity.jwksUri = oidc.jwksUri();
                entity.audience = oidc.audience();
                entity.algorithms =
                        oidc.algorithms().stream().sorted().map(Enum::name).collect(Collectors.joining(","));
            }
            case HttpSettings http -> {
                entity.url = http.url();
                entity.method = http.method().name();
                entity.headers = JSONObjectUtils.toJSONString(http.headers());
                entity.parameters = JSONObjectUtils.toJSONString(http.parameters());
                SecretHeader header = http.secretHeader();
                entity.secretHeader = header == null ? null : header.name();
                entity.secretHeaderValue = header == null ? null : seals.seal(header.value(), key);
            }
        }
        return entity;
    }

    IdentityProvider toProvider(IdentityProviderEntity entity) {
        ProviderSettings settings = switch (entity.kind) {
            case OIDC ->
                new OidcSettings(
                        requireNonNull(entity.issuer),
                        entity.jwksUri,
                        requireNonNull(entity.audience),
                        algorithms(requireNonNull(entity.algorithms)),
                        entity.fields());
            case HTTP ->
                new HttpSettings(
                        requireNonNull(entity.url),
                        HttpSettings.Method.valueOf(requireNonNull(entity.method)),
                        texts(entity.headers),
                        texts(entity.parameters),
                        secretHeader(entity),
                        entity.fields());
        };
        return new IdentityProvider(
                new ApplicationId(entity.key.applicationId()),
                entity.key.name(),
                settings,
                entity.createdAt,
                entity.updatedAt);
    }

    private @Nullable SecretHeader secretHeader(IdentityProviderEntity entity) {
        return entity.secretHeader == null || entity.secretHeaderValue == null
                ? null
                : new SecretHeader(entity.secretHeader, seals.unseal(entity.secretHeaderValue, entity.key));
    }

    private static Set<TokenAlgorithm> algorithms(String names) {
        return Arrays.stream(names.split(","))
                .map(TokenAlgorithm::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenAlgorithm.class)));
    }

    private static Map<String, String> texts(@Nullable String json) {
        Map<String, String> texts = new LinkedHashMap<>();
        try {
            JSONObjectUtils.parse(json == null ? "{}" : json)
                    .forEach((name, value) -> texts.put(name, String.valueOf(value)));
        } catch (ParseException e) {
            throw new IllegalStateException("damaged settings of an identity provider", e);
        }
        return texts;
    }
}
