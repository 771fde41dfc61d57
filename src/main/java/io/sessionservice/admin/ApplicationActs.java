package io.sessionservice.admin;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.RandomBytes;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** What operators do with applications, over HTTP or by command: each act is done, then written down. */
@Component
public class ApplicationActs {

    private static final int AUTH_KEY_BYTES = 10;

    /** As many random bits as the widest hash's security strength asks for is more than SHA-1 has: 160. */
    private static final int AUTH_SECRET_BYTES = 20;

    private final ApplicationRegistry registry;
    private final RandomBytes random;
    private final AuditTrail audit;
    private final Clock clock;

    ApplicationActs(ApplicationRegistry registry, RandomBytes random, AuditTrail audit, Clock clock) {
        this.registry = registry;
        this.random = random;
        this.audit = audit;
        this.clock = clock;
    }

    public NewSecretDescriptor register(RegisterApplicationBody body, Operator operator) {
        AuthSecret secret = new AuthSecret(body.authSecret() != null ? body.authSecret() : mint(AUTH_SECRET_BYTES));
        Application application = registry.register(
                new RegisterApplication(
                        body.id() == null ? null : new ApplicationId(body.id()),
                        body.name(),
                        new AuthKey(body.authKey() != null ? body.authKey() : mint(AUTH_KEY_BYTES)),
                        secret,
                        body.algorithms() != null ? body.algorithms() : EnumSet.allOf(SignatureAlgorithm.class)),
                clock.instant());
        write(operator, application.id(), "application registered");
        return NewSecretDescriptor.of(registry.find(application.id()).orElseThrow(), secret);
    }

    public NewSecretDescriptor rotateSecret(ApplicationId id, Duration grace, Operator operator) {
        AuthSecret secret = new AuthSecret(mint(AUTH_SECRET_BYTES));
        registry.rotateSecret(id, secret, grace, clock.instant());
        write(operator, id, "secret rotated, grace " + grace.toSeconds() + " s");
        return NewSecretDescriptor.of(registry.find(id).orElseThrow(), secret);
    }

    public ApplicationDescriptor suspend(ApplicationId id, Operator operator) {
        registry.suspend(id, clock.instant());
        return written(operator, id, "application suspended");
    }

    public ApplicationDescriptor resume(ApplicationId id, Operator operator) {
        registry.resume(id, clock.instant());
        return written(operator, id, "application resumed");
    }

    public ApplicationDescriptor revokeSessions(ApplicationId id, Operator operator) {
        registry.revokeSessions(id, clock.instant());
        audit.record(operator.does(AuditType.AUTHN_TOKEN_REVOKED)
                .onApplication(id.value())
                .detail("all sessions of the application"));
        return ApplicationDescriptor.of(registry.find(id).orElseThrow());
    }

    private ApplicationDescriptor written(Operator operator, ApplicationId id, String act) {
        write(operator, id, act);
        return ApplicationDescriptor.of(registry.find(id).orElseThrow());
    }

    private void write(Operator operator, ApplicationId id, String act) {
        audit.record(
                operator.does(AuditType.AUTHZ_ADMIN).onApplication(id.value()).detail(act));
    }

    private String mint(int bytes) {
        return HexFormat.of().formatHex(random.next(bytes));
    }
}
