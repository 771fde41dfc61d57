package io.sessionservice.identity;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.identity.IdentityMetrics.Outcome;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.user.ProviderCredentials;
import io.sessionservice.user.ProvisionUser;
import io.sessionservice.user.User;
import io.sessionservice.user.UserProvisioning;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Login by an identity provider of the application. Holds no connection while it asks the provider. */
@Component
public class IdentityLogin {

    private static final Logger log = LoggerFactory.getLogger(IdentityLogin.class);

    private final IdentityProviders providers;
    private final IdentityVerifier verifier;
    private final UserProvisioning users;
    private final IdentityMetrics metrics;
    private final AuditTrail audit;

    IdentityLogin(
            IdentityProviders providers,
            IdentityVerifier verifier,
            UserProvisioning users,
            IdentityMetrics metrics,
            AuditTrail audit) {
        this.providers = providers;
        this.verifier = verifier;
        this.users = users;
        this.metrics = metrics;
        this.audit = audit;
    }

    /**
     * The user for whom the provider vouches, made if this is its first login.
     *
     * @throws RequestRefusedException with {@link RefusalReason#IDENTITY_NOT_PROVEN} when the application has no such provider, the
     *     provider does not vouch, or the user is suspended; with {@link RefusalReason#IDENTITY_PROVIDER_UNAVAILABLE} when the provider
     *     cannot be asked
     */
    public User login(ApplicationId application, ProviderCredentials credentials, Instant now) {
        IdentityProvider provider =
                providers.find(application, credentials.provider()).orElse(null);
        if (provider == null) {
            metrics.unconfigured();
            throw new RequestRefusedException(RefusalReason.IDENTITY_NOT_PROVEN);
        }
        IdentityKind kind = provider.settings().kind();
        Optional<User> user = ask(provider, credentials, now).flatMap(identity -> provision(provider, identity, now));
        if (user.isEmpty()) {
            metrics.count(kind, Outcome.REFUSED);
            audit.recordSoon(AuditEntry.of(AuditType.AUTHN_LOGIN_FAIL, "identity provider")
                    .onApplication(application.value())
                    .detail(provider.name()));
            throw new RequestRefusedException(RefusalReason.IDENTITY_NOT_PROVEN);
        }
        metrics.count(kind, Outcome.SUCCESS);
        return user.get();
    }

    private Optional<VerifiedIdentity> ask(IdentityProvider provider, ProviderCredentials credentials, Instant now) {
        try {
            return verifier.verify(provider, credentials, now);
        } catch (ProviderUnavailableException e) {
            metrics.count(provider.settings().kind(), Outcome.UNAVAILABLE);
            (e.isNews() ? log.atWarn() : log.atDebug())
                    .log(
                            "Identity provider {} of application {} {}",
                            provider.name(),
                            provider.applicationId(),
                            e.getMessage());
            throw new RequestRefusedException(RefusalReason.IDENTITY_PROVIDER_UNAVAILABLE);
        }
    }

    private Optional<User> provision(IdentityProvider provider, VerifiedIdentity identity, Instant now) {
        return users.provision(
                new ProvisionUser(
                        provider.applicationId(),
                        provider.name(),
                        identity.subject(),
                        identity.email(),
                        identity.fullName()),
                now);
    }
}
