package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.user.UserId;
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

    /** The user of this session ended another one of its own. */
    void revoked(Session session, long endedId) {
        if (audit.records(AuditType.AUTHN_TOKEN_REVOKED)) {
            audit.recordSoon(
                    entry(AuditType.AUTHN_TOKEN_REVOKED, "client", session).onSession(endedId));
        }
    }

    void revokedByApplication(Session session) {
        if (audit.records(AuditType.AUTHN_TOKEN_REVOKED)) {
            audit.recordSoon(entry(AuditType.AUTHN_TOKEN_REVOKED, "application", session));
        }
    }

    /** A login ended an older session of its user, for there may not be as many. */
    void evicted(ApplicationId application, UserId user, long endedId) {
        audit.recordSoon(AuditEntry.of(AuditType.AUTHN_TOKEN_REVOKED, "service")
                .onApplication(application.value())
                .onUser(user.value())
                .onSession(endedId)
                .detail("evicted by a newer login"));
    }

    private void write(AuditType type, Session session) {
        if (audit.records(type)) {
            audit.recordSoon(entry(type, "client", session));
        }
    }

    private static AuditEntry entry(AuditType type, String actor, Session session) {
        return AuditEntry.of(type, actor)
                .onApplication(session.applicationId().value())
                .onUser(session.userId() == null ? null : session.userId().value())
                .onSession(session.id().value());
    }
}
