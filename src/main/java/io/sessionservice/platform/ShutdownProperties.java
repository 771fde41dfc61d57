package io.sessionservice.platform;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The way out.
 *
 * @param linger how long requests are still served after {@code /readyz} has turned to 503 on SIGTERM, so that balancers
 *     notice before connections close
 */
@Validated
@ConfigurationProperties("sessions.shutdown")
record ShutdownProperties(
        @DurationMin(seconds = 0) @DurationMax(minutes = 5) @DefaultValue("3s")
        Duration linger) {}
