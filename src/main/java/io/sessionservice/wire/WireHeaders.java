package io.sessionservice.wire;

import io.sessionservice.session.Session;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.ResponseEntity;

/** Headers of the QuickBlox API. */
final class WireHeaders {

    /** JS SDK 2.23.0, qbProxy.js; the second one connectycube 3.35.3 */
    static final String QB_TOKEN = "QB-Token";

    static final String CB_TOKEN = "CB-Token";

    /** JS SDK 2.23.0, qbProxy.js: read after every answer */
    static final String EXPIRATION_DATE = "QB-Token-ExpirationDate";

    /** JS SDK 2.7.0 reads the status of a 401 from here */
    static final String STATUS = "Status";

    /** Of 401 from routes that ask for a token (RFC 6750, 3). */
    static final String BEARER_CHALLENGE = "Bearer";

    /** Of 401 from routes that ask for an application's auth key and auth secret (RFC 7617, 2). */
    static final String BASIC_CHALLENGE = "Basic realm=\"applications\", charset=\"UTF-8\"";

    /** {@code 2017-03-27 16:26:47 UTC} exactly: an ISO date with a T becomes Invalid Date in the JS SDK. */
    private static final DateTimeFormatter EXPIRATION_FORM = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private WireHeaders() {}

    /** An answer that tells the client until when its session lives. */
    static ResponseEntity.BodyBuilder live(ResponseEntity.BodyBuilder answer, Session session) {
        return answer.header(EXPIRATION_DATE, EXPIRATION_FORM.format(session.expiresAt()));
    }

    /** In whole seconds (RFC 9110, 10.2.3), at least one. */
    static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
