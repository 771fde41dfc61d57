package io.sessionservice.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares this replica's clock, which decides windows and expiry, with the database's. Not part of readiness: a drifting
 * clock is for an operator to mend, and taking every replica out at once would not.
 */
@Component
class ClockDriftHealthIndicator extends AbstractHealthIndicator {

    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    ClockDriftHealthIndicator(JdbcClient jdbc, Clock clock) {
        super("Clock drift cannot be read");
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Instant before = clock.instant();
        Instant database = jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant after = clock.instant();
        // the database's clock was read somewhere between the two
        Instant here = before.plus(Duration.between(before, after).dividedBy(2));
        Duration drift = Duration.between(database, here);
        (drift.abs().compareTo(TOLERATED) > 0 ? builder.down() : builder.up())
                .withDetail("driftMillis", drift.toMillis())
                .withDetail("toleratedMillis", TOLERATED.toMillis());
    }
}
