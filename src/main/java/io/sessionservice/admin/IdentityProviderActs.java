package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.identity.IdentityProvider;
import io.sessionservice.identity.IdentityProviders;
import io.sessionservice.identity.ProviderSettingException;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What operators do with the identity providers of an application: each act is done, then written down. */
@Component
class IdentityProviderActs {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final IdentityProviders providers;
    private final AuditTrail audit;
    private final Clock clock;

    IdentityProviderActs(IdentityProviders providers, AuditTrail audit, Clock clock) {
        this.providers = providers;
        this.audit = audit;
        this.clock = clock;
    }

    IdentityProviderDescriptor configure(
            ApplicationId application, String name, IdentityProviderBody body, Operator operator) {
        if (!NAME.matcher(name).matches()) {
            throw AdminRefusedException.field("provider", "must be letters, digits, '_', '.' and '-', 64 at most");
        }
        try {
            IdentityProvider provider = providers.configure(application, name, body.settings(), clock.instant());
            write(operator, application, "identity provider '%s' set, %s".formatted(name, body.kind()));
            return IdentityProviderDescriptor.of(provider);
        } catch (ProviderSettingException e) {
            throw AdminRefusedException.field(e.field(), e.problem());
        }
    }

    void remove(ApplicationId application, String name, Operator operator) {
        providers.remove(application, name);
        write(operator, application, "identity provider '%s' removed".formatted(name));
    }

    private void write(Operator operator, ApplicationId application, String act) {
        audit.record(operator.does(AuditType.AUTHZ_ADMIN)
                .onApplication(application.value())
                .detail(act));
    }
}
