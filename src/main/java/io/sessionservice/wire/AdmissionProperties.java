package io.sessionservice.wire;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bound on work.
 *
 * @param maxRunning requests of the session API worked on at once; one more is answered 503 at once
 */
@Validated
@ConfigurationProperties("sessions.admission")
record AdmissionProperties(
        @Min(1) @Max(100_000) @DefaultValue("512") int maxRunning) {}
