package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.FindUsers;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Creates users of applications and steers them. */
@Component
@RestControllerEndpoint(id = "users")
@SuppressWarnings("removal") // docs/adr/0020-controller-endpoints.md
class UsersEndpoint {

    private final UserRegistry users;
    private final UserActs acts;

    UsersEndpoint(UserRegistry users, UserActs acts) {
        this.users = users;
        this.acts = acts;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    UserDescriptor create(CreateUserBody body, Operator operator) {
        return acts.create(body, operator);
    }

    @GetMapping
    UserDescriptor.Page find(HttpServletRequest request) {
        AdminQuery query = new AdminQuery(request, "applicationId", "login", "email", "limit", "after");
        List<UserDescriptor> page = users
                .find(new FindUsers(
                        new ApplicationId(query.requireId("applicationId")),
                        query.text("login"),
                        query.text("email"),
                        query.after(),
                        query.limit()))
                .stream()
                .map(UserDescriptor::of)
                .toList();
        return new UserDescriptor.Page(
                page, page.size() < query.limit() ? null : page.getLast().id());
    }

    @GetMapping("/{id}")
    UserDescriptor get(@PathVariable("id") long id) {
        return UserDescriptor.of(users.find(new UserId(id)).orElseThrow());
    }

    @PostMapping("/{id}/set-password")
    UserDescriptor setPassword(@PathVariable("id") long id, SetPasswordBody body, Operator operator) {
        return acts.setPassword(new UserId(id), body, operator);
    }

    @PostMapping("/{id}/suspend")
    UserDescriptor suspend(@PathVariable("id") long id, AdminBody.None body, Operator operator) {
        return acts.suspend(new UserId(id), operator);
    }

    @PostMapping("/{id}/resume")
    UserDescriptor resume(@PathVariable("id") long id, AdminBody.None body, Operator operator) {
        return acts.resume(new UserId(id), operator);
    }

    @PostMapping("/{id}/revoke-sessions")
    UserDescriptor revokeSessions(@PathVariable("id") long id, AdminBody.None body, Operator operator) {
        return acts.revokeSessions(new UserId(id), operator);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("id") long id, Operator operator) {
        acts.delete(new UserId(id), operator);
    }
}
