package io.sessionservice.platform;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The audit trail.
 *
 * @param retention how long events are kept
 * @param flushInterval how often counted and collected events are written; acts of operators are written at once
 * @param tokenCreations whether each session created is an event, which costs a row each
 * @param tokenDowngrades whether each session that loses its user is an event, which costs a row each
 */
@Validated
@ConfigurationProperties("sessions.audit")
record AuditProperties(
        @DurationMin(days = 1) @DefaultValue("365d") Duration retention,

        @DurationMin(millis = 100) @DurationMax(minutes = 5) @DefaultValue("10s")
        Duration flushInterval,

        @DefaultValue("false") boolean tokenCreations,
        @DefaultValue("false") boolean tokenDowngrades) {

    boolean records(AuditType type) {
        return switch (type) {
            case AUTHN_TOKEN_CREATED -> tokenCreations;
            case AUTHN_TOKEN_DOWNGRADED -> tokenDowngrades;
            default -> true;
        };
    }
}
