package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.LimitsProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells an operator why an integrator's signature is refused. Bounded, so that it is no way to try signatures out. */
@Component
public class SignatureActs {

    private final SignatureExplainer explainer;
    private final AuditTrail audit;
    private final AttemptCounter explained;
    private final Clock clock;

    SignatureActs(
            SignatureExplainer explainer, AuditTrail audit, AdminProperties admin, LimitsProperties all, Clock clock) {
        AdminProperties.Limits limits = admin.limits().unlessLifted(all);
        this.explainer = explainer;
        this.audit = audit;
        this.explained = new AttemptCounter(limits.signatures(), limits.window(), clock);
        this.clock = clock;
    }

    public SignatureDescriptor explain(SignatureBody body, Operator operator) {
        Optional<Duration> wait = explained.exhaustedFor(operator.name());
        if (wait.isPresent()) {
            audit.recordSoon(operator.does(AuditType.EXCESS_RATE_LIMIT_EXCEEDED).detail("signature explained"));
            throw AdminRefusedException.tooMany(wait.get());
        }
        explained.count(operator.name());
        SignatureDescriptor descriptor =
                explainer.explain(new ApplicationId(body.applicationId()), body.sent(), clock.instant());
        audit.record(operator.does(AuditType.AUTHZ_ADMIN)
                .onApplication(body.applicationId())
                .detail("signature explained, " + (descriptor.match() == null ? "no match" : "match")));
        return descriptor;
    }
}
