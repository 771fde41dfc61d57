package io.sessionservice.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.stereotype.Component;

/** The events as Spring Boot's {@code auditevents} endpoint reads them: the newest of those asked for, oldest first. */
@Component
class AuditEvents implements AuditEventRepository {

    /** The endpoint knows no pages: who wants older ones asks for a narrower set, or asks the database. */
    private static final int MOST = 1_000;

    private final AuditRepository repository;

    AuditEvents(AuditRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<AuditEvent> find(@Nullable String principal, @Nullable Instant after, @Nullable String type) {
        return repository.readNewest(principal, type, after == null ? Instant.EPOCH : after, MOST).reversed().stream()
                .map(AuditEventEntity::toAuditEvent)
                .toList();
    }

    /** @throws UnsupportedOperationException always: events come through {@link AuditTrail}, whose entries have no room for a secret */
    @Override
    public void add(AuditEvent event) {
        throw new UnsupportedOperationException();
    }
}
