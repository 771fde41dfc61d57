package io.sessionservice.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.text.ParseException;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** Fetches the keys of an issuer, from where it is said to keep them or says so itself (OpenID Connect Discovery 1.0, 4). */
class IssuerKeys implements JWKSetSource<SecurityContext> {

    private final IdentityProvider provider;
    private final OidcSettings settings;
    private final OutsideCalls calls;
    private final OutsideAddresses addresses;

    IssuerKeys(IdentityProvider provider, OidcSettings settings, OutsideCalls calls, OutsideAddresses addresses) {
        this.provider = provider;
        this.settings = settings;
        this.calls = calls;
        this.addresses = addresses;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime, SecurityContext context)
            throws KeySourceException {
        try {
            String address = settings.jwksUri() != null ? settings.jwksUri() : discover();
            return calls.call(provider, get("jwks_uri", address), IssuerKeys::parse);
        } catch (ProviderUnavailableException e) {
            throw new JWKSetRetrievalException(String.valueOf(e.getMessage()), e);
        }
    }

    private String discover() throws ProviderUnavailableException {
        String issuer = settings.issuer();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return calls.call(provider, get("issuer", base + "/.well-known/openid-configuration"), answer -> {
            if (!issuer.equals(answer.json().get("issuer"))) {
                throw new ProviderUnavailableException("describes another issuer");
            }
            if (answer.json().get("jwks_uri") instanceof String uri) {
                return uri;
            }
            throw new ProviderUnavailableException("does not say where its keys are");
        });
    }

    private HttpGet get(String field, String address) throws ProviderUnavailableException {
        try {
            URI uri = addresses.check(field, address);
            HttpGet request = new HttpGet(uri);
            request.setHeader("Accept", "application/json, application/jwk-set+json");
            return request;
        } catch (ProviderSettingException e) {
            throw new ProviderUnavailableException(e.field() + " " + e.problem());
        }
    }

    private static JWKSet parse(ProviderAnswer answer) throws ProviderUnavailableException {
        try {
            return JWKSet.parse(answer.json());
        } catch (ParseException e) {
            throw new ProviderUnavailableException("answered keys that cannot be read");
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
