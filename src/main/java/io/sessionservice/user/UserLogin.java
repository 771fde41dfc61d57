package io.sessionservice.user;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.Beat;
import io.sessionservice.platform.RandomBytes;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Login by password. Holds no connection while it hashes. */
@Component
public class UserLogin {

    private static final Logger log = LoggerFactory.getLogger(UserLogin.class);

    private final UserRepository repository;
    private final PasswordHashing hashing;
    private final HashingProperties properties;
    private final LoginLimits limits;
    private final AuditTrail audit;
    private final Counter successes;
    private final Counter failures;
    private final String decoy;

    UserLogin(
            UserRepository repository,
            PasswordHashing hashing,
            HashingProperties properties,
            LoginLimits limits,
            AuditTrail audit,
            RandomBytes random,
            MeterRegistry meters) {
        this.repository = repository;
        this.hashing = hashing;
        this.properties = properties;
        this.limits = limits;
        this.audit = audit;
        this.successes = meters.counter("sessions.logins", "outcome", "success");
        this.failures = meters.counter("sessions.logins", "outcome", "failure");
        this.decoy = DecoyPassword.from(random);
    }

    /**
     * The user that these credentials prove.
     *
     * @throws RequestRefusedException with {@link RefusalReason#INVALID_CREDENTIALS} when there is no such user, it has no
     *     password or another one, or it is suspended, alike in answer and time; with {@link RefusalReason#UNAVAILABLE} when too
     *     many logins wait; with {@link RefusalReason#TOO_MANY_REQUESTS} when too many have failed
     */
    public User login(ApplicationId application, Credentials credentials) {
        limits.require(application, credentials);
        long begin = System.nanoTime();
        UserEntity user = find(application, credentials);
        String encoded = user == null ? null : user.password;
        boolean matches = hashing.matches(credentials.password(), encoded == null ? decoy : encoded);
        if (user == null || encoded == null || !matches || !user.isActive()) {
            failures.increment();
            limits.failed(application, credentials);
            // not the login that was tried: people type passwords there
            audit.recordSoon(AuditEntry.of(AuditType.AUTHN_LOGIN_FAIL, "user")
                    .onApplication(application.value())
                    .onUser(user == null ? null : user.id));
            Beat.await(begin, properties.failedLoginBeat());
            throw new RequestRefusedException(RefusalReason.INVALID_CREDENTIALS);
        }
        successes.increment();
        limits.succeeded(application, credentials);
        if (hashing.isOutdated(encoded)) {
            upgrade(user, encoded, credentials.password());
        }
        return user.toUser();
    }

    /** Now that the password is known: imported users become like others. */
    private void upgrade(UserEntity user, String encoded, String password) {
        try {
            repository.upgradePassword(user.id, encoded, hashing.encode(password));
        } catch (RuntimeException e) {
            // the login stands; the next one tries again
            log.debug("Password not encoded anew: {}", e.toString());
        }
    }

    private @Nullable UserEntity find(ApplicationId application, Credentials credentials) {
        if (credentials.login() != null) {
            return repository.readByLogin(application.value(), credentials.login());
        }
        return credentials.email() == null ? null : repository.readByEmail(application.value(), credentials.email());
    }
}
