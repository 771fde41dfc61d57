package io.sessionservice.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sessionservice.user.ProviderCredentials;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Checks a token of an issuer: its algorithm, its signature, then its claims. An unsigned or an encrypted one is no token here.
 */
@Component
class OidcVerifier {

    private final TokenProcessors processors;
    private final IdentityProperties properties;

    OidcVerifier(TokenProcessors processors, IdentityProperties properties) {
        this.processors = processors;
        this.properties = properties;
    }

    Optional<VerifiedIdentity> verify(
            IdentityProvider provider, OidcSettings settings, ProviderCredentials credentials, Instant now)
            throws ProviderUnavailableException {
        try {
            SignedJWT token = SignedJWT.parse(credentials.token());
            // first, so that no key is fetched for what is refused anyway
            if (settings.algorithms().stream()
                    .noneMatch(allowed -> allowed.jws().equals(token.getHeader().getAlgorithm()))) {
                return Optional.empty();
            }
            new TokenClaims(settings, properties.clockSkew(), now).verify(token.getJWTClaimsSet(), null);
            JWTClaimsSet claims = processors.of(provider, settings).process(token, null);
            return Optional.ofNullable(
                    VerifiedIdentity.read(settings.fields(), claim -> claim(claims, claim, settings)));
        } catch (KeySourceException e) {
            throw ProviderUnavailableException.noKeys("keys not at hand: " + e.getMessage(), e.getCause());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** An address that the issuer says it has not seen proof of is not the user's yet. */
    private static Object claim(JWTClaimsSet claims, String name, OidcSettings settings) {
        boolean unproven =
                name.equals(settings.fields().email()) && Boolean.FALSE.equals(claims.getClaim("email_verified"));
        return unproven ? "" : claims.getClaim(name);
    }
}
