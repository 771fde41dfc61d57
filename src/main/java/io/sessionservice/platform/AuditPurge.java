package io.sessionservice.platform;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes audit events that are older than the retention. */
@Component
class AuditPurge implements Purge {

    private final AuditRepository repository;
    private final AuditProperties properties;

    AuditPurge(AuditRepository repository, AuditProperties properties) {
        this.repository = repository;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "audit-events";
    }

    @Override
    @Transactional
    public int purgeBatch(Instant now, int limit) {
        return repository.purge(now.minus(properties.retention()), limit);
    }

    @Override
    public Duration lag(Instant now) {
        Instant kept = now.minus(properties.retention());
        return repository
                .readOldest()
                .map(event -> event.occurredAt)
                .filter(kept::isAfter)
                .map(oldest -> Duration.between(oldest, kept))
                .orElse(Duration.ZERO);
    }
}
