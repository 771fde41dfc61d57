package io.sessionservice.signature;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a request's timestamp may be off, both ways and inclusive.
 *
 * @param width of one side (seed, Create session, timestamp row: 10 minutes)
 */
public record TimestampWindow(Duration width) {

    public boolean contains(Instant timestamp, Instant now) {
        return Duration.between(timestamp, now).abs().compareTo(width) <= 0;
    }
}
