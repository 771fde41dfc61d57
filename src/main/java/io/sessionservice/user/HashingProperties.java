package io.sessionservice.user;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bound on password hashing, so that a storm of logins cannot take the processors from everyone else.
 *
 * @param threads hashes computed at once; 0 is one less than there are processors, and at least one
 * @param queueSize logins that may wait for a thread; one more is answered 503
 * @param maxWait how long a login may take to be hashed, waiting included; longer is answered 503
 * @param failedLoginBeat a failed login is answered at the next multiple of this since it began, so that time does not tell
 *     which accounts there are, nor how their passwords are hashed; zero is at once
 */
@Validated
@ConfigurationProperties("sessions.user.hashing")
record HashingProperties(
        @Min(0) @Max(64) @DefaultValue("0") int threads,
        @Min(1) @Max(10_000) @DefaultValue("64") int queueSize,

        @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("2s")
        Duration maxWait,

        @DurationMin(millis = 0) @DurationMax(seconds = 5) @DefaultValue("500ms")
        Duration failedLoginBeat) {

    int threadsOr(int processors) {
        return threads > 0 ? threads : Math.max(1, processors - 1);
    }
}
