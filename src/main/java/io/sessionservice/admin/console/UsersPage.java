package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminBody;
import io.sessionservice.admin.CreateUserBody;
import io.sessionservice.admin.Operator;
import io.sessionservice.admin.UserActs;
import io.sessionservice.admin.UserDescriptor;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.FindUsers;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finds users of an application, shows one, creates and imports them. */
@ConsolePage
@RequestMapping("/console/users")
class UsersPage {

    private static final int ROWS = 50;

    private final UserRegistry registry;
    private final UserActs acts;

    UsersPage(UserRegistry registry, UserActs acts) {
        this.registry = registry;
        this.acts = acts;
    }

    @GetMapping
    ModelAndView find(
            HttpServletRequest request, @RequestParam(name = "done", required = false) @Nullable String done) {
        ConsoleForm form = new ConsoleForm(request, "applicationId", "login", "email");
        return form.submit(() -> listOf(form).addObject("done", Done.text(done)), UsersPage::list);
    }

    private ModelAndView listOf(ConsoleForm form) {
        if (form.text("applicationId") == null && form.text("login") == null && form.text("email") == null) {
            return list();
        }
        Long after = form.number("after", 0);
        List<UserDescriptor> rows = registry
                .find(new FindUsers(
                        new ApplicationId(form.require("applicationId")),
                        form.text("login"),
                        form.text("email"),
                        after == null ? 0 : after,
                        ROWS))
                .stream()
                .map(UserDescriptor::of)
                .toList();
        return list().addObject("rows", rows)
                .addObject("begun", after != null)
                .addObject("next", rows.size() < ROWS ? null : rows.getLast().id());
    }

    private static ModelAndView list() {
        return Page.of("users", "Users");
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    ModelAndView show(
            @PathVariable("id") long id, @RequestParam(name = "done", required = false) @Nullable String done) {
        UserDescriptor user = UserDescriptor.of(registry.find(new UserId(id)).orElseThrow());
        return Page.of("users-one", "User " + id)
                .addObject("done", Done.text(done))
                .addObject("one", user);
    }

    @GetMapping("/new")
    ModelAndView create(HttpServletRequest request) {
        return createPage().addObject("form", createForm(request));
    }

    private static ConsoleForm createForm(HttpServletRequest request) {
        return new ConsoleForm(
                request, "applicationId", "id", "login", "email", "fullName", "password", "passwordHash");
    }

    private static ModelAndView createPage() {
        return Page.of("users-new", "Create a user");
    }

    @PostMapping
    ModelAndView create(HttpServletRequest request, Operator operator) {
        ConsoleForm form = createForm(request);
        return form.submit(
                () -> Page.after(
                        Done.USER_CREATED,
                        "/console/users/" + acts.create(body(form), operator).id()),
                UsersPage::createPage);
    }

    private static CreateUserBody body(ConsoleForm form) {
        return AdminBody.checked(new CreateUserBody(
                form.require("applicationId"),
                form.number("id", 1),
                form.text("login"),
                form.text("email"),
                form.text("password"),
                form.text("passwordHash"),
                form.text("fullName")));
    }
}
