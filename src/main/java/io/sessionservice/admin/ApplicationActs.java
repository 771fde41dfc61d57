package io.sessionservice.admin;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationChangedException;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.application.RegisteredApplication;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.AuditedActs;
import io.sessionservice.platform.RandomBytes;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What operators do with applications, over HTTP or by command: each act is done and written down. */
@Component
public class ApplicationActs {

    private static final int AUTH_KEY_BYTES = 10;

    /** As many random bits as the widest hash's security strength asks for is more than SHA-1 has: 160. */
    private static final int AUTH_SECRET_BYTES = 20;

    private final ApplicationRegistry registry;
    private final RandomBytes random;
    private final AuditedActs acts;
    private final Clock clock;

    ApplicationActs(ApplicationRegistry registry, RandomBytes random, AuditedActs acts, Clock clock) {
        this.registry = registry;
        this.random = random;
        this.acts = acts;
        this.clock = clock;
    }

    public NewSecretDescriptor register(RegisterApplicationBody body, Operator operator) {
        RegisterApplication command = new RegisterApplication(
                body.id() == null ? null : new ApplicationId(body.id()),
                body.name(),
                new AuthKey(body.authKey() != null ? body.authKey() : newAuthKey()),
                new AuthSecret(body.authSecret() != null ? body.authSecret() : mint(AUTH_SECRET_BYTES)),
                body.algorithms() != null ? body.algorithms() : EnumSet.allOf(SignatureAlgorithm.class));
        Function<Application, AuditEntry> entry =
                registered -> entry(operator, AuditType.AUTHZ_ADMIN, registered.id(), "application registered");
        Application application = command.id() != null
                ? acts.perform(() -> registry.register(command, clock.instant()), entry)
                : acts.performInsert(
                        registry::nextId,
                        id -> registry.register(command.under(new ApplicationId(id)), clock.instant()),
                        entry);
        return NewSecretDescriptor.of(registry.find(application.id()).orElseThrow(), command.authSecret());
    }

    /** An auth key that nobody has, to register an application under. */
    public String newAuthKey() {
        return mint(AUTH_KEY_BYTES);
    }

    public NewSecretDescriptor rotateSecret(ApplicationId id, Duration grace, Operator operator) {
        AuthSecret secret = new AuthSecret(mint(AUTH_SECRET_BYTES));
        return rotated(id, secret, grace, () -> registry.rotateSecret(id, secret, grace, clock.instant()), operator);
    }

    /** @throws ApplicationChangedException when the application has changed since it was seen */
    public NewSecretDescriptor rotateSecret(ApplicationId id, Duration grace, Instant seen, Operator operator) {
        AuthSecret secret = new AuthSecret(mint(AUTH_SECRET_BYTES));
        return rotated(
                id, secret, grace, () -> registry.rotateSecret(id, secret, grace, seen, clock.instant()), operator);
    }

    private NewSecretDescriptor rotated(
            ApplicationId id, AuthSecret secret, Duration grace, Runnable act, Operator operator) {
        RegisteredApplication changed = change(
                id,
                act,
                entry(operator, AuditType.AUTHZ_ADMIN, id, "secret rotated, grace " + grace.toSeconds() + " s"));
        return NewSecretDescriptor.of(changed, secret);
    }

    public ApplicationDescriptor suspend(ApplicationId id, Operator operator) {
        return ApplicationDescriptor.of(change(
                id,
                () -> registry.suspend(id, clock.instant()),
                entry(operator, AuditType.AUTHZ_ADMIN, id, "application suspended")));
    }

    public ApplicationDescriptor resume(ApplicationId id, Operator operator) {
        return ApplicationDescriptor.of(change(
                id,
                () -> registry.resume(id, clock.instant()),
                entry(operator, AuditType.AUTHZ_ADMIN, id, "application resumed")));
    }

    public ApplicationDescriptor revokeSessions(ApplicationId id, Operator operator) {
        return ApplicationDescriptor.of(change(
                id,
                () -> registry.revokeSessions(id, clock.instant()),
                entry(operator, AuditType.AUTHN_TOKEN_REVOKED, id, "all sessions of the application")));
    }

    private RegisteredApplication change(ApplicationId id, Runnable act, AuditEntry entry) {
        return acts.perform(
                () -> {
                    act.run();
                    return registry.find(id).orElseThrow();
                },
                changed -> entry);
    }

    private static AuditEntry entry(Operator operator, AuditType type, ApplicationId id, String act) {
        return operator.does(type).onApplication(id.value()).detail(act);
    }

    private String mint(int bytes) {
        return HexFormat.of().formatHex(random.next(bytes));
    }
}
