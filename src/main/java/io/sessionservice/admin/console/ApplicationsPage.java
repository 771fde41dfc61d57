package io.sessionservice.admin.console;

import io.sessionservice.admin.ApplicationActs;
import io.sessionservice.admin.ApplicationDescriptor;
import io.sessionservice.admin.Operator;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lists applications, shows one, and steers it; what makes a secret is on {@link SecretPage}. */
@ConsolePage
@RequestMapping("/console/applications")
class ApplicationsPage {

    private static final int ROWS = 50;

    private final ApplicationRegistry registry;
    private final ApplicationActs acts;

    ApplicationsPage(ApplicationRegistry registry, ApplicationActs acts) {
        this.registry = registry;
        this.acts = acts;
    }

    @GetMapping
    ModelAndView list(HttpServletRequest request) {
        ConsoleForm form = new ConsoleForm(request);
        return form.submit(
                () -> {
                    Long after = form.number("after", 0);
                    List<ApplicationDescriptor> rows = registry.page(after == null ? 0 : after, ROWS).stream()
                            .map(ApplicationDescriptor::of)
                            .toList();
                    return list(rows).addObject("begun", after != null);
                },
                () -> list(List.of()));
    }

    private static ModelAndView list(List<ApplicationDescriptor> rows) {
        return Page.of("applications", "Applications")
                .addObject("rows", rows)
                .addObject("next", rows.size() < ROWS ? null : rows.getLast().id());
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    ModelAndView show(
            @PathVariable("id") long id, @RequestParam(name = "done", required = false) @Nullable String done) {
        ApplicationDescriptor application = find(id);
        return Page.of("applications-one", application.name())
                .addObject("done", Done.text(done))
                .addObject("one", application);
    }

    private ApplicationDescriptor find(long id) {
        return ApplicationDescriptor.of(registry.find(new ApplicationId(id)).orElseThrow());
    }

    @GetMapping("/{id:[0-9]{1,18}}/suspend")
    ModelAndView askToSuspend(@PathVariable("id") long id) {
        return ask(
                id,
                "Suspend the application?",
                "It opens no sessions from the next request on, and those that it has are not honoured until it is resumed.",
                "suspend",
                "Suspend the application");
    }

    @PostMapping("/{id:[0-9]{1,18}}/suspend")
    ModelAndView suspend(@PathVariable("id") long id, Operator operator) {
        acts.suspend(new ApplicationId(id), operator);
        return Page.after(Done.APPLICATION_SUSPENDED, path(id));
    }

    @GetMapping("/{id:[0-9]{1,18}}/resume")
    ModelAndView askToResume(@PathVariable("id") long id) {
        return ask(
                id,
                "Resume the application?",
                "It opens sessions again, and those that it still has are honoured again.",
                "resume",
                "Resume the application");
    }

    @PostMapping("/{id:[0-9]{1,18}}/resume")
    ModelAndView resume(@PathVariable("id") long id, Operator operator) {
        acts.resume(new ApplicationId(id), operator);
        return Page.after(Done.APPLICATION_RESUMED, path(id));
    }

    @GetMapping("/{id:[0-9]{1,18}}/revoke-sessions")
    ModelAndView askToRevokeSessions(@PathVariable("id") long id) {
        return ask(
                id,
                "End every session of the application?",
                "Each of its clients must open a new session, and each of its users must log in again. This cannot be undone.",
                "revoke-sessions",
                "End all its sessions");
    }

    @PostMapping("/{id:[0-9]{1,18}}/revoke-sessions")
    ModelAndView revokeSessions(@PathVariable("id") long id, Operator operator) {
        acts.revokeSessions(new ApplicationId(id), operator);
        return Page.after(Done.APPLICATION_SESSIONS_ENDED, path(id));
    }

    private ModelAndView ask(long id, String title, String consequence, String act, String button) {
        String subject = find(id).name() + " (" + id + ")";
        return Page.confirm(
                "applications",
                new Confirmation(
                        title, subject, consequence, button, path(id) + "/" + act, path(id), !act.equals("resume")));
    }

    private static String path(long id) {
        return "/console/applications/" + id;
    }
}
