package io.sessionservice.identity;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is asked about a token, set up as the vendor's Custom Identity Provider is (QuickBlox documentation, "Custom
 * Identity Provider", Step 2: URL, method, headers, parameters, response fields).
 *
 * @param headers values may hold <code>#{token}</code> and <code>#{secret}</code>; likewise parameters
 * @param parameters in the query of a GET, in the form of a POST
 */
public record HttpSettings(
        String url,
        Method method,
        Map<String, String> headers,
        Map<String, String> parameters,
        @Nullable SecretHeader secretHeader,
        ProfileFields fields)
        implements ProviderSettings {

    public enum Method {
        GET,
        POST
    }

    @Override
    public IdentityKind kind() {
        return IdentityKind.HTTP;
    }

    @Override
    public String toString() {
        return "HttpSettings[" + url + ", ****]";
    }
}
