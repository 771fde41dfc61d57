package io.sessionservice.session;

import io.sessionservice.platform.BatchLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How statements of concurrent requests are coalesced.
 *
 * @param lanes statements of one kind under way at once, each on a connection; beyond the first, only while as many wait as one takes
 * @param maxSize requests in one statement
 * @param maxQueued requests of one kind that may wait; one more is answered 503 at once
 */
@Validated
@ConfigurationProperties("sessions.session.batch")
record BatchProperties(
        @Min(1) @Max(64) @DefaultValue("2") int lanes,
        @Min(1) @Max(1_000) @DefaultValue("128") int maxSize,
        @Min(1) @Max(100_000) @DefaultValue("1000") int maxQueued) {

    BatchLimits limits() {
        return new BatchLimits(lanes, maxSize, maxQueued);
    }
}
