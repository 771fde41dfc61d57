package io.sessionservice.platform;

import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Compares this replica's clock, which decides windows and expiry, with the database's. Not part of readiness: a drifting
 * clock is for an operator to mend, and taking every replica out at once would not.
 */
@Component
class ClockDriftHealthIndicator extends AbstractHealthIndicator {

    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final ClockDrift clockDrift;

    ClockDriftHealthIndicator(ClockDrift clockDrift) {
        super("Clock drift cannot be read");
        this.clockDrift = clockDrift;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Duration drift = clockDrift.read();
        (drift.abs().compareTo(TOLERATED) > 0 ? builder.down() : builder.up())
                .withDetail("driftMillis", drift.toMillis())
                .withDetail("toleratedMillis", TOLERATED.toMillis());
    }
}
