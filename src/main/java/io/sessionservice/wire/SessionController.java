package io.sessionservice.wire;

import io.sessionservice.session.IssuedSession;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The three requests of the document, "Session". */
@RestController
@RequestMapping({"/session.json", "/session"})
class SessionController {

    private final SessionService sessions;
    private final CreateSessionReader reader;
    private final WireProperties properties;
    private final Clock clock;

    SessionController(SessionService sessions, CreateSessionReader reader, WireProperties properties, Clock clock) {
        this.sessions = sessions;
        this.reader = reader;
        this.properties = properties;
        this.clock = clock;
    }

    /** Seed, Create session. */
    @PostMapping
    ResponseEntity<SessionBody> create(WireParameters parameters) {
        Instant now = clock.instant();
        IssuedSession issued = sessions.create(reader.read(parameters), now);
        return answer(HttpStatus.CREATED, issued.session(), issued.token());
    }

    /** Seed, Retrieve session Info. */
    @GetMapping
    ResponseEntity<SessionBody> read(SessionToken token) {
        Instant now = clock.instant();
        return answer(HttpStatus.OK, sessions.require(token, now), token);
    }

    /** Seed, Destroy session. Never 204, which the JS SDK takes for an error. */
    @DeleteMapping
    ResponseEntity<Map<String, Object>> destroy(SessionToken token) {
        Instant now = clock.instant();
        if (properties.destroy() == DestroyMeaning.INVALIDATE) {
            sessions.revoke(token, now);
            return ResponseEntity.ok(Map.of());
        }
        return WireHeaders.live(ResponseEntity.ok(), sessions.downgrade(token, now))
                .body(Map.of());
    }

    private ResponseEntity<SessionBody> answer(HttpStatus status, Session session, SessionToken token) {
        return WireHeaders.live(ResponseEntity.status(status), session)
                .body(SessionBody.of(properties.envelope(), session, token));
    }
}
