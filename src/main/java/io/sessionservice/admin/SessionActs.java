package io.sessionservice.admin;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.AuditedActs;
import io.sessionservice.session.ListedSession;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionRegistry;
import java.time.Clock;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Component;

/** What operators do with single sessions: each act is done and written down. */
@Component
public class SessionActs {

    private final SessionRegistry sessions;
    private final AuditedActs acts;
    private final Clock clock;

    SessionActs(SessionRegistry sessions, AuditedActs acts, Clock clock) {
        this.sessions = sessions;
        this.acts = acts;
        this.clock = clock;
    }

    public void revoke(SessionId id, Operator operator) {
        ListedSession session = sessions.find(id, clock.instant()).orElseThrow();
        AuditEntry entry = operator.does(AuditType.AUTHN_TOKEN_REVOKED)
                .onApplication(session.applicationId().value())
                .onUser(session.userId() == null ? null : session.userId().value())
                .onSession(id.value());
        acts.perform(
                () -> {
                    if (!sessions.revoke(id)) {
                        throw new NoSuchElementException();
                    }
                    return session;
                },
                revoked -> entry);
    }
}
