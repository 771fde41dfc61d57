package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.session.SessionRegistry;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.EncodedPassword;
import io.sessionservice.user.ImportUser;
import io.sessionservice.user.RegisteredUser;
import io.sessionservice.user.User;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators do with users, over HTTP or by command: each act is done, then written down. */
@Component
public class UserActs {

    private final UserRegistry users;
    private final SessionRegistry sessions;
    private final AuditTrail audit;
    private final Clock clock;

    UserActs(UserRegistry users, SessionRegistry sessions, AuditTrail audit, Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    public UserDescriptor create(CreateUserBody body, Operator operator) {
        try {
            User user = save(body);
            return written(operator, AuditType.USER_CREATED, user.id(), body.password() == null ? "imported" : null);
        } catch (NoSuchElementException e) {
            throw AdminRefusedException.field("applicationId", "is not registered");
        }
    }

    private User save(CreateUserBody body) {
        UserId id = body.id() == null ? null : new UserId(body.id());
        ApplicationId application = new ApplicationId(body.applicationId());
        Instant now = clock.instant();
        if (body.password() != null) {
            return users.create(
                    new CreateUser(id, application, body.login(), body.email(), body.password(), body.fullName()), now);
        }
        EncodedPassword encoded = EncodedPassword.parse(body.passwordHash() == null ? "" : body.passwordHash())
                .orElseThrow(() -> AdminRefusedException.field("passwordHash", "must be " + EncodedPassword.FORMS));
        return users.create(new ImportUser(id, application, body.login(), body.email(), encoded, body.fullName()), now);
    }

    public UserDescriptor setPassword(UserId id, SetPasswordBody body, Operator operator) {
        users.setPassword(id, body.password(), clock.instant());
        return written(operator, AuditType.AUTHN_PASSWORD_CHANGE, id, null);
    }

    public UserDescriptor suspend(UserId id, Operator operator) {
        users.suspend(id, clock.instant());
        return written(operator, AuditType.USER_UPDATED, id, "suspended");
    }

    public UserDescriptor resume(UserId id, Operator operator) {
        users.resume(id, clock.instant());
        return written(operator, AuditType.USER_UPDATED, id, "resumed");
    }

    public UserDescriptor revokeSessions(UserId id, Operator operator) {
        users.revokeSessions(id, clock.instant());
        return written(operator, AuditType.AUTHN_TOKEN_REVOKED, id, "all sessions of the user");
    }

    public void delete(UserId id, Operator operator) {
        RegisteredUser user = users.find(id).orElseThrow();
        users.delete(id);
        audit.record(entry(operator, AuditType.USER_DELETED, user, null));
        sessions.deleteSessionsOf(id);
    }

    private UserDescriptor written(Operator operator, AuditType type, UserId id, @Nullable String act) {
        RegisteredUser user = users.find(id).orElseThrow();
        audit.record(entry(operator, type, user, act));
        return UserDescriptor.of(user);
    }

    private static AuditEntry entry(Operator operator, AuditType type, RegisteredUser user, @Nullable String act) {
        AuditEntry entry = operator.does(type)
                .onApplication(user.applicationId().value())
                .onUser(user.id().value());
        return act == null ? entry : entry.detail(act);
    }
}
