package io.sessionservice.admin.console;

import io.sessionservice.admin.Operator;
import io.sessionservice.admin.SessionActs;
import io.sessionservice.admin.SessionDescriptor;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.session.FindSessions;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionPage;
import io.sessionservice.session.SessionRegistry;
import io.sessionservice.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists sessions, page by page, and ends single ones. */
@ConsolePage
@RequestMapping("/console/sessions")
class SessionsPage {

    private static final int ROWS = 50;

    private final SessionRegistry registry;
    private final SessionActs acts;
    private final Clock clock;

    SessionsPage(SessionRegistry registry, SessionActs acts, Clock clock) {
        this.registry = registry;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView find(
            HttpServletRequest request, @RequestParam(name = "done", required = false) @Nullable String done) {
        ConsoleForm form = new ConsoleForm(request, "applicationId", "userId");
        return form.submit(() -> listOf(form).addObject("done", Done.text(done)), SessionsPage::list);
    }

    private ModelAndView listOf(ConsoleForm form) {
        Long application = form.number("applicationId", 1);
        Long user = form.number("userId", 1);
        Long after = form.number("after", 0);
        SessionPage found = registry.find(
                new FindSessions(
                        application == null ? null : new ApplicationId(application),
                        user == null ? null : new UserId(user),
                        after == null ? 0 : after,
                        ROWS),
                clock.instant());
        return list().addObject(
                        "rows",
                        found.sessions().stream().map(SessionDescriptor::of).toList())
                .addObject("applicationId", application)
                .addObject("userId", user)
                .addObject("begun", after != null)
                .addObject("next", found.next() == null ? null : found.next().value());
    }

    private static ModelAndView list() {
        return Page.of("sessions", "Sessions");
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    ModelAndView show(@PathVariable("id") long id) {
        return Page.of("sessions-one", "Session " + id).addObject("one", get(id));
    }

    @GetMapping("/{id:[0-9]{1,18}}/end")
    ModelAndView askToEnd(@PathVariable("id") long id) {
        SessionDescriptor session = get(id);
        String subject = "Session " + id + " of application " + session.applicationId()
                + (session.userId() == null ? ", without a user" : ", user " + session.userId());
        return Page.confirm(
                "sessions",
                new Confirmation(
                        "End the session?",
                        subject,
                        "Its token is refused from the next request on. This cannot be undone.",
                        "End the session",
                        "/console/sessions/" + id + "/end",
                        "/console/sessions/" + id,
                        true));
    }

    @PostMapping("/{id:[0-9]{1,18}}/end")
    ModelAndView end(@PathVariable("id") long id, Operator operator) {
        acts.revoke(new SessionId(id), operator);
        return Page.after(Done.SESSION_ENDED, "/console/sessions");
    }

    private SessionDescriptor get(long id) {
        return SessionDescriptor.of(
                registry.find(new SessionId(id), clock.instant()).orElseThrow());
    }
}
