package io.sessionservice.wire;

import io.sessionservice.session.OwnSessions;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionToken;
import io.sessionservice.session.UserSessions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a user does with all its sessions. Ours: the vendor has nothing like it. */
@RestController
class SessionsController {

    private static final Pattern ID_FORM = Pattern.compile("(\\d{1,18})(\\.json)?");

    /** No session has it, so what is no id is answered like an id that is nobody's. */
    private static final SessionId NO_ID = new SessionId(0);

    private final UserSessions sessions;
    private final Clock clock;

    SessionsController(UserSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping({"/sessions.json", "/sessions"})
    ResponseEntity<SessionsBody> list(SessionToken token) {
        Instant now = clock.instant();
        OwnSessions own = sessions.list(token, now);
        return WireHeaders.live(ResponseEntity.ok(), own.current()).body(SessionsBody.of(own));
    }

    @DeleteMapping({"/sessions.json", "/sessions"})
    ResponseEntity<Map<String, Object>> endOthers(SessionToken token) {
        Instant now = clock.instant();
        return WireHeaders.live(ResponseEntity.ok(), sessions.revokeOthers(token, now))
                .body(Map.of());
    }

    @DeleteMapping("/sessions/{id}")
    ResponseEntity<Map<String, Object>> end(SessionToken token, @PathVariable String id) {
        Instant now = clock.instant();
        SessionId ended = parse(id);
        Session current = sessions.revoke(token, ended, now);
        return current.id().equals(ended)
                ? ResponseEntity.ok(Map.of())
                : WireHeaders.live(ResponseEntity.ok(), current).body(Map.of());
    }

    private static SessionId parse(String text) {
        Matcher form = ID_FORM.matcher(text);
        return form.matches() ? new SessionId(Long.parseLong(form.group(1))) : NO_ID;
    }
}
