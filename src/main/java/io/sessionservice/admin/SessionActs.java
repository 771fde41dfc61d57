package io.sessionservice.admin;

import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.session.ListedSession;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionRegistry;
import java.time.Clock;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;

/** What operators do with single sessions: each act is done, then written down. */
@Component
public class SessionActs {

    private final SessionRegistry sessions;
    private final AuditTrail audit;
    private final Clock clock;

    SessionActs(SessionRegistry sessions, AuditTrail audit, Clock clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    public void revoke(SessionId id, Operator operator) {
        ListedSession session = sessions.find(id, clock.instant()).orElseThrow();
        if (!sessions.revoke(id)) {
            throw new NoSuchElementException();
        }
        audit.record(operator.does(AuditType.AUTHN_TOKEN_REVOKED)
                .onApplication(session.applicationId().value())
                .onUser(session.userId() == null ? null : session.userId().value())
                .onSession(id.value()));
    }
}
