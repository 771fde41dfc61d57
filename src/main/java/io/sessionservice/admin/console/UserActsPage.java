package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminBody;
import io.sessionservice.admin.Operator;
import io.sessionservice.admin.SetPasswordBody;
import io.sessionservice.admin.UserActs;
import io.sessionservice.admin.UserDescriptor;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What is done with one user, each after it was asked for. */
@ConsolePage
@RequestMapping("/console/users/{id:[0-9]{1,18}}")
class UserActsPage {

    private final UserRegistry registry;
    private final UserActs acts;

    UserActsPage(UserRegistry registry, UserActs acts) {
        this.registry = registry;
        this.acts = acts;
    }

    @GetMapping("/set-password")
    ModelAndView setPassword(@PathVariable("id") long id, HttpServletRequest request) {
        return passwordPage(id).addObject("form", new ConsoleForm(request));
    }

    private ModelAndView passwordPage(long id) {
        return Page.of("users-password", "Set a password").addObject("one", find(id));
    }

    @PostMapping("/set-password")
    ModelAndView setPassword(@PathVariable("id") long id, HttpServletRequest request, Operator operator) {
        ConsoleForm form = new ConsoleForm(request, "password");
        return form.submit(
                () -> {
                    String password = Objects.requireNonNullElse(form.text("password"), "");
                    acts.setPassword(new UserId(id), AdminBody.checked(new SetPasswordBody(password)), operator);
                    return Page.after(Done.PASSWORD_SET, path(id));
                },
                () -> passwordPage(id));
    }

    @GetMapping("/suspend")
    ModelAndView askToSuspend(@PathVariable("id") long id) {
        return ask(
                id,
                "Suspend the user?",
                "Its sessions end now, and it cannot log in until it is resumed.",
                "suspend",
                "Suspend the user");
    }

    @PostMapping("/suspend")
    ModelAndView suspend(@PathVariable("id") long id, Operator operator) {
        acts.suspend(new UserId(id), operator);
        return Page.after(Done.USER_SUSPENDED, path(id));
    }

    @GetMapping("/resume")
    ModelAndView askToResume(@PathVariable("id") long id) {
        return ask(
                id, "Resume the user?", "It can log in again. Sessions do not come back.", "resume", "Resume the user");
    }

    @PostMapping("/resume")
    ModelAndView resume(@PathVariable("id") long id, Operator operator) {
        acts.resume(new UserId(id), operator);
        return Page.after(Done.USER_RESUMED, path(id));
    }

    @GetMapping("/revoke-sessions")
    ModelAndView askToRevokeSessions(@PathVariable("id") long id) {
        return ask(
                id,
                "End every session of the user?",
                "It must log in again on each of its devices. This cannot be undone.",
                "revoke-sessions",
                "End all its sessions");
    }

    @PostMapping("/revoke-sessions")
    ModelAndView revokeSessions(@PathVariable("id") long id, Operator operator) {
        acts.revokeSessions(new UserId(id), operator);
        return Page.after(Done.USER_SESSIONS_ENDED, path(id));
    }

    @GetMapping("/delete")
    ModelAndView askToDelete(@PathVariable("id") long id) {
        return ask(
                id,
                "Delete the user?",
                "The user and its sessions are removed, and its login is free for another. This cannot be undone.",
                "delete",
                "Delete the user");
    }

    @PostMapping("/delete")
    ModelAndView delete(@PathVariable("id") long id, Operator operator) {
        acts.delete(new UserId(id), operator);
        return Page.after(Done.USER_DELETED, "/console/users");
    }

    private ModelAndView ask(long id, String title, String consequence, String act, String button) {
        UserDescriptor user = find(id);
        String subject = Stream.of(user.fullName(), user.login(), user.email())
                .filter(Objects::nonNull)
                .collect(
                        Collectors.joining(", ", "", " (user " + id + " of application " + user.applicationId() + ")"));
        return Page.confirm(
                "users",
                new Confirmation(
                        title, subject, consequence, button, path(id) + "/" + act, path(id), !act.equals("resume")));
    }

    private UserDescriptor find(long id) {
        return UserDescriptor.of(registry.find(new UserId(id)).orElseThrow());
    }

    private static String path(long id) {
        return "/console/users/" + id;
    }
}
