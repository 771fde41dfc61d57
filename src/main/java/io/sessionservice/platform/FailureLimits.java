package io.sessionservice.platform;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Makes limits that are metered as {@code sessions.limits.refusals}, and whose excess is an event. */
@Component
public class FailureLimits {

    /** One for each nanosecond of the shortest window, which is as many as a bucket can be refilled with. */
    private static final int ENDLESSLY_MANY = 1_000_000_000;

    private final LimitsProperties properties;
    private final MeterRegistry meters;
    private final AuditTrail audit;
    private final TimeMeter time;

    FailureLimits(LimitsProperties properties, MeterRegistry meters, AuditTrail audit, Clock clock) {
        this.properties = properties;
        this.meters = meters;
        this.audit = audit;
        this.time = new ClockMeter(clock);
    }

    /** A limit of so many failures within the window; of nearly endlessly many where limits are lifted. */
    public FailureLimit make(String name, int limit, Duration window) {
        Counter refusals = meters.counter("sessions.limits.refusals", "limit", name);
        return new FailureLimit(
                properties.enabled() ? limit : ENDLESSLY_MANY,
                window,
                time,
                refusals::increment,
                about -> audit.recordSoon(about.detail(name)));
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
