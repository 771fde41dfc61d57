package io.sessionservice.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far this replica's clock is ahead of the database's. */
@Component
class ClockDrift {

    private final JdbcClient jdbc;
    private final Clock clock;

    ClockDrift(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Duration read() {
        Instant before = clock.instant();
        Instant database = jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant after = clock.instant();
        // the database's clock was read somewhere between the two
        Instant here = before.plus(Duration.between(before, after).dividedBy(2));
        return Duration.between(database, here);
    }
}
