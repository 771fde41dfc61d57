package io.sessionservice.session;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import org.springframework.stereotype.Component;

/**
 * What clients do with sessions, for the audit trail. Creations and downgrades are written only where the settings ask for them,
 * and nothing waits for a row to be written.
 */
@Component
class SessionAudit {

    private final AuditTrail audit;

    SessionAudit(AuditTrail audit) {
        this.audit = audit;
    }

    void created(Session session) {
        write(AuditType.AUTHN_TOKEN_CREATED, session);
    }

    void downgraded(Session session) {
        write(AuditType.AUTHN_TOKEN_DOWNGRADED, session);
    }

    void revoked(Session session) {
        write(AuditType.AUTHN_TOKEN_REVOKED, session);
    }

    private void write(AuditType type, Session session) {
        if (audit.records(type)) {
            audit.recordSoon(AuditEntry.of(type, "client")
                    .onApplication(session.applicationId().value())
                    .onUser(session.userId() == null ? null : session.userId().value())
                    .onSession(session.id().value()));
        }
    }
}
