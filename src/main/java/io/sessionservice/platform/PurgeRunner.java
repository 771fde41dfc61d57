package io.sessionservice.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs every room's purge, on one replica at a time, batch after batch until little is left, with rests that leave PostgreSQL to
 * requests.
 */
@Component
class PurgeRunner {

    private static final Logger log = LoggerFactory.getLogger(PurgeRunner.class);

    /** Prolonged with each batch; a replica that dies in the middle holds up the others no longer than this. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Of a batch's own time: at its quickest a purge takes a core, of those that answer requests. */
    private static final int RESTS = 4;

    private final List<Purge> purges;
    private final Leases leases;
    private final PurgeProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;

    PurgeRunner(List<Purge> purges, Leases leases, PurgeProperties properties, Clock clock, MeterRegistry meters) {
        this.purges = purges;
        this.leases = leases;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
        purges.forEach(this::purged);
    }

    private Counter purged(Purge purge) {
        return meters.counter("sessions.purged", "what", purge.name());
    }

    @Scheduled(fixedDelayString = "${sessions.purge.interval:1m}", initialDelayString = "${sessions.purge.interval:1m}")
    void runAll() {
        purges.forEach(this::run);
    }

    private void run(Purge purge) {
        try {
            int removed;
            do {
                if (!leases.take("purge-" + purge.name(), LEASE)) {
                    return;
                }
                long begin = System.nanoTime();
                removed = purge.purgeBatch(clock.instant(), properties.batchSize());
                purged(purge).increment(removed);
                LockSupport.parkNanos(purge, RESTS * (System.nanoTime() - begin));
            } while (removed >= properties.batchSize()
                    && !Thread.currentThread().isInterrupted());
        } catch (RuntimeException e) {
            // the next round tries again; a purge that fails for long shows in the backlog, not in wrong answers
            log.warn("Purge of {} failed: {}", purge.name(), e.toString());
        }
    }
}
