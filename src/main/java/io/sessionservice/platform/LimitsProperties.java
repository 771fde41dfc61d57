package io.sessionservice.platform;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rate limits as a whole; each has settings of its own.
 *
 * @param enabled false lifts them all, for load tests and where something in front limits
 */
@ConfigurationProperties("sessions.limits")
public record LimitsProperties(@DefaultValue("true") boolean enabled) {}
