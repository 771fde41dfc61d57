package io.sessionservice.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What checks the signatures of an issuer's tokens, with its keys at hand. Keys are fetched when they are first needed, when they have grown
 * old, and when a token names one that is not among them, the last not oftener than is allowed; while they cannot be fetched, those at hand
 * go on being used. A provider that is set up anew begins without any.
 */
@Component
class TokenProcessors {

    private final OutsideCalls calls;
    private final OutsideAddresses addresses;
    private final IdentityProperties properties;
    private final Cache<IdentityProvider, DefaultJWTProcessor<SecurityContext>> processors = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofDays(1))
            .build();

    TokenProcessors(OutsideCalls calls, OutsideAddresses addresses, IdentityProperties properties) {
        this.calls = calls;
        this.addresses = addresses;
        this.properties = properties;
    }

    DefaultJWTProcessor<SecurityContext> of(IdentityProvider provider, OidcSettings settings) {
        return processors.get(provider, absent -> make(provider, settings));
    }

    private DefaultJWTProcessor<SecurityContext> make(IdentityProvider provider, OidcSettings settings) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        // ID tokens, and access tokens that say so (RFC 9068); not, say, logout tokens
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                settings.algorithms().stream().map(TokenAlgorithm::jws).collect(Collectors.toSet()),
                keys(provider, settings)));
        // claims are checked by TokenClaims, at the time of the request
        processor.setJWTClaimsSetVerifier(null);
        return processor;
    }

    private JWKSource<SecurityContext> keys(IdentityProvider provider, OidcSettings settings) {
        // two calls at most, and whoever waits for another's waits no longer
        long patience = properties.totalTimeout().multipliedBy(2).toMillis();
        return JWKSourceBuilder.create(new IssuerKeys(provider, settings, calls, addresses))
                .cache(properties.keysFreshFor().toMillis(), patience)
                .refreshAheadCache(false)
                .rateLimited(properties.keyRefetchInterval().toMillis())
                .outageTolerant(properties.keysKeptFor().toMillis())
                .build();
    }
}
