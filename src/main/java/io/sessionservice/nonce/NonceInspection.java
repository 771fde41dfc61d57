package io.sessionservice.nonce;

import io.sessionservice.application.ApplicationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks at what has been claimed, for operators; claims nothing. */
@Component
public class NonceInspection {

    private final JdbcClient jdbc;
    private final NonceRepository repository;

    NonceInspection(JdbcClient jdbc, NonceRepository repository) {
        this.jdbc = jdbc;
        this.repository = repository;
    }

    /** Reads counters and one row of each slot: it costs the same under a flood as without one. */
    public NonceBacklog backlog(Instant now) {
        long remembered = jdbc.sql("""
                        SELECT coalesce(sum(n_live_tup), 0) FROM pg_stat_user_tables
                        WHERE schemaname = current_schema() AND relname ~ '^nonces_[0-9]{2}$'
                        """).query(Long.class).single();
        Instant oldest = IntStream.range(0, NonceSlot.COUNT)
                .filter(this::isUsed)
                .mapToObj(slot -> NonceSlot.latestStart(slot, now))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new NonceBacklog(remembered, oldest);
    }

    /** Whether a request of the application with this timestamp and nonce has been accepted. */
    public boolean isClaimed(ApplicationId application, Instant timestamp, long nonce) {
        return repository.find(NonceSlot.of(timestamp), application.value(), timestamp.getEpochSecond(), nonce) != null;
    }

    private boolean isUsed(int slot) {
        String table = String.format(Locale.ROOT, "nonces_%02d", slot);
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM " + table + ")")
                .query(Boolean.class)
                .single();
    }
}
