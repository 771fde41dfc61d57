package io.sessionservice.wire;

import io.sessionservice.session.LoggedInSession;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.ProviderCredentials;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Login and logout of a user within a session (JS SDK 2.23.0, qbAuth.js login and logout). */
@RestController
@RequestMapping({"/login.json", "/login"})
class LoginController {

    private final SessionService sessions;
    private final CredentialsReader credentialsReader;
    private final Clock clock;

    LoginController(SessionService sessions, CredentialsReader credentialsReader, Clock clock) {
        this.sessions = sessions;
        this.credentialsReader = credentialsReader;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<UserBody> login(SessionToken token, WireParameters parameters) {
        Instant now = clock.instant();
        ParameterReader reader = new ParameterReader(parameters);
        ProviderCredentials vouched = ProviderCredentialsReader.find(reader);
        LoggedInSession loggedIn = vouched == null
                ? sessions.login(token, password(reader), now)
                : sessions.login(token, checked(vouched, reader), now);
        return WireHeaders.live(ResponseEntity.accepted(), loggedIn.session()).body(UserBody.of(loggedIn.user()));
    }

    @DeleteMapping
    ResponseEntity<Map<String, Object>> logout(SessionToken token) {
        Instant now = clock.instant();
        return WireHeaders.live(ResponseEntity.ok(), sessions.downgrade(token, now))
                .body(Map.of());
    }

    private Credentials password(ParameterReader reader) {
        return checked(
                credentialsReader.require(reader, ParameterNames.LOGIN, ParameterNames.EMAIL, ParameterNames.PASSWORD),
                reader);
    }

    private static <T> T checked(T credentials, ParameterReader reader) {
        reader.refuseIfInvalid();
        return credentials;
    }
}
