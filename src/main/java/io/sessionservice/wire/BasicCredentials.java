package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sessionservice.application.ApplicationCredentials;
import io.sessionservice.application.AuthKey;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.AuthSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * HTTP Basic (RFC 7617) as OAuth 2.0 has it: auth key and auth secret, each form-encoded before they are joined (RFC 6749, 2.3.1).
 */
final class BasicCredentials {

    private static final String SCHEME = "Basic ";

    private BasicCredentials() {}

    /** @throws RequestRefusedException with APPLICATION_NOT_PROVED when there are none, or none that could be anybody's */
    static ApplicationCredentials require(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.size() != 1 || !headers.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw notProved();
        }
        return parse(headers.getFirst().substring(SCHEME.length()).strip(), request.getRemoteAddr());
    }

    private static ApplicationCredentials parse(String encoded, String address) {
        try {
            String pair = Utf8.decode(Base64.getDecoder().decode(encoded.getBytes(US_ASCII)));
            int colon = pair.indexOf(':');
            if (colon > 0) {
                String authKey = FormFormat.decode(pair.substring(0, colon));
                String authSecret = FormFormat.decode(pair.substring(colon + 1));
                // PostgreSQL cannot hold NUL
                if (authKey.indexOf('\0') < 0 && !authSecret.isEmpty()) {
                    return new ApplicationCredentials(new AuthKey(authKey), new AuthSecret(authSecret), address);
                }
            }
        } catch (IllegalArgumentException | RequestRefusedException e) {
            // not Base64, not UTF-8 or not form-encoded
        }
        throw notProved();
    }

    private static RequestRefusedException notProved() {
        return new RequestRefusedException(RefusalReason.APPLICATION_NOT_PROVED);
    }
}
