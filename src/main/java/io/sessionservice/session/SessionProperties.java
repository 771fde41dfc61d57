package io.sessionservice.session;

import jakarta.validation.constraints.Min;
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
 * @param maxPerUser live sessions that a user may have at once in its application; 0 is any number
 * @param maxPerUserPolicy what becomes of a login beyond that: {@code evict-oldest} ends the session whose login is the oldest,
 *     {@code deny} refuses
 */
@Validated
@ConfigurationProperties("sessions.session")
record SessionProperties(
        @DurationMin(minutes = 2) @DefaultValue("2h") Duration idleTimeout,
        @DurationMin(minutes = 2) @Nullable Duration absoluteTimeout,
        @Min(0) @DefaultValue("0") int maxPerUser,
        @DefaultValue("evict-oldest") SessionLimitPolicy maxPerUserPolicy) {}
