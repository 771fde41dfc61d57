package io.sessionservice.identity;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;

/** Whether a token is one of the issuer's, for us, and now (OpenID Connect Core 1.0, 3.1.3.7; RFC 8725). */
class TokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final Instant now;

    TokenClaims(OidcSettings settings, Duration skew, Instant now) {
        super(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("exp"));
        this.now = now;
        setMaxClockSkew((int) skew.toSeconds());
    }

    @Override
    protected Date currentTime() {
        return Date.from(now);
    }
}
