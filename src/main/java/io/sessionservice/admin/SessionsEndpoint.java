package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.session.FindSessions;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionPage;
import io.sessionservice.session.SessionRegistry;
import io.sessionservice.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Lists sessions, page by page, and ends single ones. */
@Component
@RestControllerEndpoint(id = "sessions")
@SuppressWarnings("removal") // docs/adr/0020-controller-endpoints.md
class SessionsEndpoint {

    private final SessionRegistry sessions;
    private final SessionActs acts;
    private final Clock clock;

    SessionsEndpoint(SessionRegistry sessions, SessionActs acts, Clock clock) {
        this.sessions = sessions;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    SessionDescriptor.Page find(HttpServletRequest request) {
        AdminQuery query = new AdminQuery(request, "applicationId", "userId", "limit", "after");
        @Nullable Long application = query.id("applicationId");
        @Nullable Long user = query.id("userId");
        SessionPage page = sessions.find(
                new FindSessions(
                        application == null ? null : new ApplicationId(application),
                        user == null ? null : new UserId(user),
                        query.after(),
                        query.limit()),
                clock.instant());
        return new SessionDescriptor.Page(
                page.sessions().stream().map(SessionDescriptor::of).toList(),
                page.next() == null ? null : page.next().value());
    }

    @GetMapping("/{id}")
    SessionDescriptor get(@PathVariable("id") long id) {
        return SessionDescriptor.of(
                sessions.find(new SessionId(id), clock.instant()).orElseThrow());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable("id") long id, Operator operator) {
        acts.revoke(new SessionId(id), operator);
    }
}
