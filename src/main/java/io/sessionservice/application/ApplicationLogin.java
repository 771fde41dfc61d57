package io.sessionservice.application;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.ConstantTime;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Login of an application's own server by auth key and auth secret. */
@Component
public class ApplicationLogin {

    private final AuthKeys keys;
    private final Applications applications;
    private final KeyLife keyLife;
    private final SecretLimits limits;

    ApplicationLogin(AuthKeys keys, Applications applications, KeyLife keyLife, SecretLimits limits) {
        this.limits = limits;
        this.keys = keys;
        this.applications = applications;
        this.keyLife = keyLife;
    }

    /**
     * The application that these credentials prove, as it was within the last ten minutes; whoever acts on it checks its version.
     *
     * @throws RequestRefusedException as {@link #loginNow}: nobody is refused for what has changed meanwhile
     */
    public Application login(ApplicationCredentials credentials, Instant now) {
        limits.require(credentials);
        ApplicationId id = requireOwner(credentials);
        return applications
                .findCached(id)
                .filter(application -> proves(credentials, application, now))
                .orElseGet(() -> loginNow(id, credentials, now));
    }

    /**
     * The application that these credentials prove, as it is now.
     *
     * @throws RequestRefusedException with {@link RefusalReason#APPLICATION_NOT_PROVED} when there is no such auth key, the secret
     *     is none of its live ones or the application is suspended, alike in answer; with
     *     {@link RefusalReason#TOO_MANY_REQUESTS} when too many of these have failed
     */
    public Application loginNow(ApplicationCredentials credentials, Instant now) {
        limits.require(credentials);
        return loginNow(requireOwner(credentials), credentials, now);
    }

    private Application loginNow(ApplicationId id, ApplicationCredentials credentials, Instant now) {
        return applications
                .findActiveNow(id)
                .filter(application -> proves(credentials, application, now))
                .orElseThrow(() -> notProved(credentials));
    }

    private ApplicationId requireOwner(ApplicationCredentials credentials) {
        return keys.findOwner(credentials.authKey()).orElseThrow(() -> notProved(credentials));
    }

    private boolean proves(ApplicationCredentials credentials, Application application, Instant now) {
        for (AuthSecret secret : application.liveAuthSecrets(now)) {
            if (ConstantTime.equal(secret.value(), credentials.authSecret().value())) {
                keyLife.used(application, secret, now);
                limits.succeeded(credentials);
                return true;
            }
        }
        return false;
    }

    private RequestRefusedException notProved(ApplicationCredentials credentials) {
        limits.failed(credentials);
        return new RequestRefusedException(RefusalReason.APPLICATION_NOT_PROVED);
    }
}
