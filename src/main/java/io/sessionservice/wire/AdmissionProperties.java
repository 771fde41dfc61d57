package io.sessionservice.wire;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bound on work.
 *
 * @param maxRunning requests of the session API worked on at once
 * @param maxWait how long one more waits for a place before it is answered 503
 * @param receiveTimeout how long the head of a request may be in coming, and again its body; one that takes longer is answered
 *     408, and a connection that is held for twice as long without an answer is closed
 */
@Validated
@ConfigurationProperties("sessions.admission")
record AdmissionProperties(
        @Min(1) @Max(100_000) @DefaultValue("512") int maxRunning,

        @DurationMin(millis = 0) @DurationMax(seconds = 2) @DefaultValue("250ms")
        Duration maxWait,

        @DurationMin(seconds = 1) @DurationMax(minutes = 10) @DefaultValue("15s")
        Duration receiveTimeout) {}
