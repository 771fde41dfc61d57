package io.sessionservice.wire;

import io.sessionservice.session.Session;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether a proxy may let a request through: 200 with who it comes from, in headers, or 401. Any method, for some proxies ask with
 * that of the request, and any path below, for Envoy appends the request's. No bodies: proxies pass on or drop what is in them.
 */
@RestController
class ForwardAuthController {

    static final String PATH = "/auth";

    private static final String SESSION_ID = "X-Session-Id";
    private static final String USER_ID = "X-Session-User-Id";
    private static final String APPLICATION_ID = "X-Session-Application-Id";

    private final SessionService sessions;
    private final WireErrorHandler errors;
    private final Clock clock;

    ForwardAuthController(SessionService sessions, WireErrorHandler errors, Clock clock) {
        this.sessions = sessions;
        this.errors = errors;
        this.clock = clock;
    }

    /** All headers always: one that is left out is one that a client could send through some proxies in its stead. */
    @RequestMapping({PATH, PATH + "/**"})
    ResponseEntity<Void> authorize(SessionToken token) {
        Instant now = clock.instant();
        Session session = sessions.require(token, now);
        return WireHeaders.live(ResponseEntity.ok(), session)
                .header(SESSION_ID, session.id().toString())
                .header(USER_ID, Long.toString(SessionFields.userIdOf(session)))
                .header(APPLICATION_ID, session.applicationId().toString())
                .build();
    }

    /** OPTIONS matches only where it is named. */
    @RequestMapping(
            path = {PATH, PATH + "/**"},
            method = RequestMethod.OPTIONS)
    ResponseEntity<Void> authorizeOptions(SessionToken token) {
        return authorize(token);
    }

    /** To nginx every other status is a fault of this service, so whatever is wrong with the request is 401. */
    @ExceptionHandler
    ResponseEntity<Void> refused(Exception failure) {
        ResponseEntity<ErrorBody> answer = errors.answer(failure);
        if (answer.getStatusCode().is5xxServerError()) {
            HttpHeaders headers = new HttpHeaders();
            headers.addAll(answer.getHeaders());
            headers.remove(HttpHeaders.CONTENT_TYPE);
            return new ResponseEntity<>(headers, answer.getStatusCode());
        }
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, WireHeaders.BEARER_CHALLENGE)
                .build();
    }
}
