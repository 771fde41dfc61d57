package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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

    /** Apart from the other, below which any path of a request may stand. */
    static final String USER_PATH = "/auth-user";

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

    /** Whether a request to this path comes here. */
    static boolean isAt(String path) {
        return isBelow(PATH, path) || isBelow(USER_PATH, path);
    }

    private static boolean isBelow(String route, String path) {
        return path.startsWith(route) && (path.length() == route.length() || path.charAt(route.length()) == '/');
    }

    @RequestMapping({PATH, PATH + "/**"})
    ResponseEntity<Void> authorize(SessionToken token) {
        return granted(sessions.require(token, clock.instant()));
    }

    /** OPTIONS matches only where it is named. */
    @RequestMapping(
            path = {PATH, PATH + "/**"},
            method = RequestMethod.OPTIONS)
    ResponseEntity<Void> authorizeOptions(SessionToken token) {
        return authorize(token);
    }

    /**
     * As {@link #authorize}, but for sessions with a user alone. A proxy that looks at the status only would take a user who has
     * logged out for one who has not: the token goes on living, as that of an application session.
     */
    @RequestMapping({USER_PATH, USER_PATH + "/**"})
    ResponseEntity<Void> authorizeUser(SessionToken token) {
        Session session = sessions.require(token, clock.instant());
        if (session.userId() == null) {
            throw new RequestRefusedException(RefusalReason.USER_REQUIRED);
        }
        return granted(session);
    }

    @RequestMapping(
            path = {USER_PATH, USER_PATH + "/**"},
            method = RequestMethod.OPTIONS)
    ResponseEntity<Void> authorizeUserOptions(SessionToken token) {
        return authorizeUser(token);
    }

    /** All headers always: one that is left out is one that a client could send through some proxies in its stead. */
    private static ResponseEntity<Void> granted(Session session) {
        return WireHeaders.live(ResponseEntity.ok(), session)
                .header(SESSION_ID, session.id().toString())
                .header(USER_ID, Long.toString(SessionFields.userIdOf(session)))
                .header(APPLICATION_ID, session.applicationId().toString())
                .build();
    }

    /** To nginx every other status is a fault of this service, so whatever is wrong with the request is 401. */
    @ExceptionHandler
    ResponseEntity<Void> refused(Exception failure, HttpServletRequest request) {
        ResponseEntity<ErrorBody> answer = errors.answer(failure, request);
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
