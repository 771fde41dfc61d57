package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.identity.IdentityProvider;
import io.sessionservice.identity.IdentityProviders;
import io.sessionservice.identity.ProviderSettingException;
import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.AuditedActs;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What operators do with the identity providers of an application: each act is done and written down. */
@Component
public class IdentityProviderActs {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final IdentityProviders providers;
    private final AuditedActs acts;
    private final Clock clock;

    IdentityProviderActs(IdentityProviders providers, AuditedActs acts, Clock clock) {
        this.providers = providers;
        this.acts = acts;
        this.clock = clock;
    }

    public IdentityProviderDescriptor configure(
            ApplicationId application, String name, IdentityProviderBody body, Operator operator) {
        if (!NAME.matcher(name).matches()) {
            throw AdminRefusedException.field("provider", "must be letters, digits, '_', '.' and '-', 64 at most");
        }
        AuditEntry entry = entry(operator, application, "identity provider '%s' set, %s".formatted(name, body.kind()));
        Supplier<IdentityProvider> act = () -> acts.perform(
                () -> providers.configure(application, name, body.settings(), clock.instant()), provider -> entry);
        try {
            return IdentityProviderDescriptor.of(replacing(act));
        } catch (ProviderSettingException e) {
            throw AdminRefusedException.field(e.field(), e.problem());
        }
    }

    /** Another operator may make it at the same moment: the later one replaces it. */
    private static IdentityProvider replacing(Supplier<IdentityProvider> act) {
        try {
            return act.get();
        } catch (AlreadyTakenException e) {
            return act.get();
        }
    }

    public void remove(ApplicationId application, String name, Operator operator) {
        acts.perform(
                () -> {
                    providers.remove(application, name);
                    return name;
                },
                removed -> entry(operator, application, "identity provider '%s' removed".formatted(removed)));
    }

    private static AuditEntry entry(Operator operator, ApplicationId application, String act) {
        return operator.does(AuditType.AUTHZ_ADMIN)
                .onApplication(application.value())
                .detail(act);
    }
}
