package io.sessionservice.platform;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Who did what. Every event becomes a row and a log line of key-values. What operators change is written in one commit with the
 * change ({@link AuditedActs}); of all else, failing to write the row never fails the act, whose line then says so.
 */
@Component
public class AuditTrail implements AutoCloseable {

    /** A name of its own, so that operators can send these lines elsewhere. */
    private static final Logger log = LoggerFactory.getLogger("io.sessionservice.audit");

    private final AuditRepository repository;
    private final AuditBuffer buffer;
    private final AuditProperties properties;
    private final Clock clock;

    AuditTrail(AuditRepository repository, AuditBuffer buffer, AuditProperties properties, Clock clock) {
        this.repository = repository;
        this.buffer = buffer;
        this.properties = properties;
        this.clock = clock;
    }

    /** Whether events of this type are written at all; asked first where even making the entry would cost. */
    public boolean records(AuditType type) {
        return properties.records(type);
    }

    /** Writes the event with what is under way: both are committed, or neither is. */
    void recordWithin(AuditEntry entry) {
        AuditEventEntity event = repository.saveAndFlush(new AuditEventEntity(entry, 1, clock.instant()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                logLine(event);
            }
        });
    }

    /** Writes the event now: for what operators do and nothing changes by. */
    public void record(AuditEntry entry) {
        write(List.of(new AuditEventEntity(entry, 1, clock.instant())));
    }

    /** Writes the event soon, and alike ones as one with their number: for what clients can do at any rate. */
    public void recordSoon(AuditEntry entry) {
        if (records(entry.type())) {
            buffer.add(entry);
        }
    }

    @Scheduled(fixedDelayString = "${sessions.audit.flush-interval:10s}")
    void flush() {
        Map<AuditEntry, AtomicLong> drained = buffer.drain();
        Instant now = clock.instant();
        boolean written = write(drained.entrySet().stream()
                .map(counted -> new AuditEventEntity(
                        counted.getKey(), counted.getValue().get(), now))
                .toList());
        if (!written) {
            buffer.addAll(drained);
        }
    }

    private boolean write(List<AuditEventEntity> events) {
        if (events.isEmpty()) {
            return true;
        }
        try {
            repository.saveAll(events);
            events.forEach(AuditTrail::logLine);
            return true;
        } catch (RuntimeException e) {
            log.atError().addKeyValue("events", events.size()).log("Audit events not stored: {}", e.toString());
            events.stream().limit(10).forEach(AuditTrail::logLine);
            return false;
        }
    }

    private static void logLine(AuditEventEntity event) {
        LoggingEventBuilder line = log.atInfo().addKeyValue("event", event.type).addKeyValue("actor", event.actor);
        for (Map.Entry<String, @Nullable Object> known : event.data().entrySet()) {
            line = line.addKeyValue(known.getKey(), known.getValue());
        }
        line.log("{} by {} {}", event.type, event.actor, event.data());
    }

    /** What waits is written before the database is let go. */
    @Override
    public void close() {
        flush();
    }
}
