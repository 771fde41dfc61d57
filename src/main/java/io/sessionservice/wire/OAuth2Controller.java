package io.sessionservice.wire;

import io.sessionservice.session.SessionIntrospector;
import io.sessionservice.session.SessionToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an application's own servers ask about tokens, as resource servers of any make do: token introspection (RFC 7662) and
 * revocation (RFC 7009).
 */
@RestController
class OAuth2Controller {

    static final String PATH = "/oauth2/";

    private final SessionIntrospector introspector;
    private final WireErrorHandler errors;
    private final Clock clock;

    OAuth2Controller(SessionIntrospector introspector, WireErrorHandler errors, Clock clock) {
        this.introspector = introspector;
        this.errors = errors;
        this.clock = clock;
    }

    @PostMapping(PATH + "introspect")
    IntrospectionBody introspect(OAuth2Request request) {
        Instant now = clock.instant();
        Optional<SessionToken> token = SessionToken.parse(request.token());
        if (token.isEmpty()) {
            introspector.authenticate(request.credentials(), now);
        }
        return token.flatMap(asked -> introspector.introspect(request.credentials(), asked, now))
                .map(session -> IntrospectionBody.active(session, request.credentials()))
                .orElse(IntrospectionBody.INACTIVE);
    }

    /** 200 for what is no token, too (RFC 7009, 2.2): it is as invalid as it was to be. */
    @PostMapping(PATH + "revoke")
    ResponseEntity<Void> revoke(OAuth2Request request) {
        Instant now = clock.instant();
        Optional<SessionToken> token = SessionToken.parse(request.token());
        if (token.isEmpty()) {
            introspector.authenticate(request.credentials(), now);
        }
        token.ifPresent(asked -> introspector.revoke(request.credentials(), asked, now));
        return ResponseEntity.ok().build();
    }

    @ExceptionHandler
    ResponseEntity<OAuth2ErrorBody> refused(Exception failure, HttpServletRequest request) {
        ResponseEntity<ErrorBody> answer = errors.answer(failure, request);
        HttpStatus status = OAuth2ErrorBody.status(answer.getStatusCode());
        ResponseEntity.BodyBuilder refusal = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.UNAUTHORIZED) {
            refusal.header(HttpHeaders.WWW_AUTHENTICATE, WireHeaders.BASIC_CHALLENGE);
        }
        String retryAfter = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        if (retryAfter != null) {
            refusal.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return refusal.body(OAuth2ErrorBody.of(status, failure, answer.getBody()));
    }
}
