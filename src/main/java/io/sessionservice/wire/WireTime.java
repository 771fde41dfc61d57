package io.sessionservice.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Points in time in bodies: {@code 2012-04-03T07:34:48Z} (seed, Session object). */
final class WireTime {

    private WireTime() {}

    static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
