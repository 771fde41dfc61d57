package io.sessionservice.platform;

import java.util.List;
import org.springframework.stereotype.Component;

/** The audit trail, read back page by page. */
@Component
public class AuditHistory {

    private final AuditRepository repository;

    AuditHistory(AuditRepository repository) {
        this.repository = repository;
    }

    /** The events asked for, the newest first. */
    public List<RecordedAudit> find(FindAudit query) {
        return repository
                .readPage(
                        query.actor(),
                        query.type(),
                        query.applicationId(),
                        query.userId(),
                        query.before(),
                        query.limit())
                .stream()
                .map(AuditEventEntity::toRecordedAudit)
                .toList();
    }
}
