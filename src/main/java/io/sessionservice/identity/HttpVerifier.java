package io.sessionservice.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.user.ProviderCredentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.URIBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks an endpoint who the bearer of a token is, as the vendor's Custom Identity Provider does (docs.quickblox.com, "Custom Identity
 * Provider": GET with query parameters or POST with body parameters, answered with JSON in which fields are named by path). Otherwise than
 * there, a refusal is not passed on as the endpoint worded it.
 */
@Component
class HttpVerifier {

    /** What endpoints say of a token that is none of theirs; any other answer that is no success says nothing of the token. */
    private static final Set<Integer> NO = Set.of(400, 401, 403, 404, 422);

    private final OutsideCalls calls;
    private final OutsideAddresses addresses;

    HttpVerifier(OutsideCalls calls, OutsideAddresses addresses) {
        this.calls = calls;
        this.addresses = addresses;
    }

    Optional<VerifiedIdentity> verify(IdentityProvider provider, HttpSettings settings, ProviderCredentials credentials)
            throws ProviderUnavailableException {
        HttpUriRequestBase request = request(settings, credentials);
        return request == null
                ? Optional.empty()
                : calls.call(provider, request, answer -> read(answer, settings.fields()));
    }

    private static Optional<VerifiedIdentity> read(ProviderAnswer answer, ProfileFields fields)
            throws ProviderUnavailableException {
        if (NO.contains(answer.status())) {
            return Optional.empty();
        }
        Map<String, Object> json = answer.json();
        VerifiedIdentity identity = VerifiedIdentity.read(fields, path -> at(json, path));
        if (identity == null) {
            throw new ProviderUnavailableException("answered without a user");
        }
        return Optional.of(identity);
    }

    private static @Nullable Object at(Map<String, Object> json, String path) {
        Object value = json;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    /** Null when a header cannot carry the token, which is then none. */
    private @Nullable HttpUriRequestBase request(HttpSettings settings, ProviderCredentials credentials)
            throws ProviderUnavailableException {
        List<NameValuePair> parameters = settings.parameters().entrySet().stream()
                .map(entry -> (NameValuePair)
                        new BasicNameValuePair(entry.getKey(), Templates.fill(entry.getValue(), credentials)))
                .toList();
        HttpUriRequestBase request = switch (settings.method()) {
            case GET -> new HttpGet(withQuery(address(settings), parameters));
            case POST -> {
                HttpPost post = new HttpPost(address(settings));
                post.setEntity(new UrlEncodedFormEntity(parameters, UTF_8));
                yield post;
            }
        };
        request.setHeader("Accept", "application/json");
        for (Map.Entry<String, String> header : settings.headers().entrySet()) {
            String value = Templates.fill(header.getValue(), credentials);
            if (!value.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
                return null;
            }
            request.setHeader(header.getKey(), value);
        }
        if (settings.secretHeader() != null) {
            request.setHeader(
                    settings.secretHeader().name(), settings.secretHeader().value());
        }
        return request;
    }

    private URI address(HttpSettings settings) throws ProviderUnavailableException {
        try {
            return addresses.check("url", settings.url());
        } catch (ProviderSettingException e) {
            throw new ProviderUnavailableException(e.field() + " " + e.problem());
        }
    }

    private static URI withQuery(URI address, List<NameValuePair> parameters) {
        try {
            return new URIBuilder(address).addParameters(parameters).build();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
