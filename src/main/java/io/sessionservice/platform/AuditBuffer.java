package io.sessionservice.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Events that wait to be written together. Alike ones are counted, not kept; there is room for so many different ones, and what
 * comes beyond that is counted by its type alone. So a flood costs a bounded number of rows and no memory.
 */
@Component
class AuditBuffer {

    static final int MOST_DIFFERENT = 5_000;

    private Map<AuditEntry, AtomicLong> counts = new LinkedHashMap<>();

    /** Counts the event; never waits for the database. */
    synchronized void add(AuditEntry entry) {
        AtomicLong count = counts.get(entry);
        if (count == null) {
            AuditEntry kept = counts.size() < MOST_DIFFERENT
                    ? entry
                    : AuditEntry.of(entry.type(), "many").detail("more different ones than are kept apart");
            count = counts.computeIfAbsent(kept, key -> new AtomicLong());
        }
        count.incrementAndGet();
    }

    /** Puts back what could not be written. */
    synchronized void addAll(Map<AuditEntry, AtomicLong> unwritten) {
        unwritten.forEach((entry, count) -> {
            if (counts.size() < MOST_DIFFERENT || counts.containsKey(entry)) {
                counts.computeIfAbsent(entry, key -> new AtomicLong()).addAndGet(count.get());
            }
        });
    }

    synchronized Map<AuditEntry, AtomicLong> drain() {
        Map<AuditEntry, AtomicLong> drained = counts;
        counts = new LinkedHashMap<>();
        return drained;
    }
}
