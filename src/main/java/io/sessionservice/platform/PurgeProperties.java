package io.sessionservice.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Removal of dead rows.
 *
 * @param interval how often dead rows are looked for
 * @param batchSize rows removed in one transaction, about: sessions go by whole pages. After each the purge rests four times as long
 *     as it took
 */
@Validated
@ConfigurationProperties("sessions.purge")
record PurgeProperties(
        @DurationMin(seconds = 1) @DefaultValue("1m") Duration interval,
        @Min(1) @Max(10_000) @DefaultValue("250") int batchSize) {}
