package io.sessionservice.admin.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The console.
 *
 * @param enabled whether the management port has pages for operators at {@code /console}; without, 404
 */
@ConfigurationProperties("sessions.admin.console")
record ConsoleProperties(@DefaultValue("true") boolean enabled) {}
