package io.sessionservice.platform;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;

/** The row of an audit event. Written once. */
@Entity
@Table(name = "audit_events")
class AuditEventEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    Instant occurredAt;
    String type;
    String actor;

    @Nullable
    String sourceAddress;

    @Nullable
    Long applicationId;

    @Nullable
    Long userId;

    @Nullable
    Long sessionId;

    @Nullable
    String detail;

    long occurrences;

    @SuppressWarnings("NullAway.Init")
    protected AuditEventEntity() {}

    AuditEventEntity(AuditEntry entry, long occurrences, Instant now) {
        this.occurredAt = now;
        this.type = entry.type().word();
        this.actor = entry.actor();
        this.sourceAddress = entry.sourceAddress();
        this.applicationId = entry.applicationId();
        this.userId = entry.userId();
        this.sessionId = entry.sessionId();
        this.detail = entry.detail();
        this.occurrences = occurrences;
    }

    AuditEvent toAuditEvent() {
        return new AuditEvent(occurredAt, actor, type, data());
    }

    RecordedAudit toRecordedAudit() {
        return new RecordedAudit(
                Objects.requireNonNull(id),
                occurredAt,
                type,
                actor,
                sourceAddress,
                applicationId,
                userId,
                sessionId,
                detail,
                occurrences);
    }

    /** What is known of the event besides its type, actor and time, by the names that operators use. */
    Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        putKnown(data, "sourceAddress", sourceAddress);
        putKnown(data, "applicationId", applicationId);
        putKnown(data, "userId", userId);
        putKnown(data, "sessionId", sessionId);
        putKnown(data, "detail", detail);
        putKnown(data, "occurrences", occurrences == 1 ? null : occurrences);
        return data;
    }

    private static void putKnown(Map<String, @Nullable Object> data, String name, @Nullable Object value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
