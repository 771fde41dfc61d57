package io.sessionservice.session;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long sessions live.
 *
 * @param idleTimeout a session ends this long after its last request
 * @param absoluteTimeout a session ends this long after its creation, used or not; unset is never
 */
@Validated
@ConfigurationProperties("sessions.session")
record SessionProperties(
        @DurationMin(minutes = 2) @DefaultValue("2h") Duration idleTimeout,
        @DurationMin(minutes = 2) @Nullable Duration absoluteTimeout) {}
