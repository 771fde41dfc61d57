package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.AuditedActs;
import io.sessionservice.session.SessionRegistry;
import io.sessionservice.user.EncodedPassword;
import io.sessionservice.user.ImportUser;
import io.sessionservice.user.RegisteredUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators do with users, over HTTP or by command: each act is done and written down. */
@Component
public class UserActs {

    private final UserRegistry users;
    private final SessionRegistry sessions;
    private final AuditedActs acts;
    private final Clock clock;

    UserActs(UserRegistry users, SessionRegistry sessions, AuditedActs acts, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.acts = acts;
        this.clock = clock;
    }

    public UserDescriptor create(CreateUserBody body, Operator operator) {
        ImportUser command = command(body);
        Function<RegisteredUser, AuditEntry> entry =
                user -> entry(operator, AuditType.USER_CREATED, user, body.password() == null ? "imported" : null);
        try {
            return UserDescriptor.of(
                    command.id() != null
                            ? acts.perform(() -> save(command), entry)
                            : acts.performInsert(users::nextId, id -> save(command.under(new UserId(id))), entry));
        } catch (NoSuchElementException e) {
            throw AdminRefusedException.field("applicationId", "is not registered");
        }
    }

    /** Hashes the password, which is to be done before anything holds a connection. */
    private ImportUser command(CreateUserBody body) {
        return new ImportUser(
                body.id() == null ? null : new UserId(body.id()),
                new ApplicationId(body.applicationId()),
                body.login(),
                body.email(),
                body.password() != null ? users.encode(body.password()) : imported(body),
                body.fullName());
    }

    private static EncodedPassword imported(CreateUserBody body) {
        return EncodedPassword.parse(body.passwordHash() == null ? "" : body.passwordHash())
                .orElseThrow(() -> AdminRefusedException.field("passwordHash", "must be " + EncodedPassword.FORMS));
    }

    private RegisteredUser save(ImportUser command) {
        return users.find(users.create(command, clock.instant()).id()).orElseThrow();
    }

    public UserDescriptor setPassword(UserId id, SetPasswordBody body, Operator operator) {
        EncodedPassword encoded = users.encode(body.password());
        return change(operator, AuditType.AUTHN_PASSWORD_CHANGE, id, null, now -> users.setPassword(id, encoded, now));
    }

    public UserDescriptor suspend(UserId id, Operator operator) {
        return change(operator, AuditType.USER_UPDATED, id, "suspended", now -> users.suspend(id, now));
    }

    public UserDescriptor resume(UserId id, Operator operator) {
        return change(operator, AuditType.USER_UPDATED, id, "resumed", now -> users.resume(id, now));
    }

    public UserDescriptor revokeSessions(UserId id, Operator operator) {
        String act = "all sessions of the user";
        return change(operator, AuditType.AUTHN_TOKEN_REVOKED, id, act, now -> users.revokeSessions(id, now));
    }

    public void delete(UserId id, Operator operator) {
        acts.perform(
                () -> {
                    RegisteredUser user = users.find(id).orElseThrow();
                    users.delete(id);
                    return user;
                },
                user -> entry(operator, AuditType.USER_DELETED, user, null));
        sessions.deleteSessionsOf(id);
    }

    private UserDescriptor change(
            Operator operator, AuditType type, UserId id, @Nullable String what, Consumer<Instant> act) {
        return UserDescriptor.of(acts.perform(
                () -> {
                    act.accept(clock.instant());
                    return users.find(id).orElseThrow();
                },
                user -> entry(operator, type, user, what)));
    }

    private static AuditEntry entry(Operator operator, AuditType type, RegisteredUser user, @Nullable String act) {
        AuditEntry entry = operator.does(type)
                .onApplication(user.applicationId().value())
                .onUser(user.id().value());
        return act == null ? entry : entry.detail(act);
    }
}
