package io.sessionservice.platform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of failures, of each replica by itself. Only what fails is counted: what succeeds is never limited for its number. An
 * address is one IPv4 address or one IPv6 /64 network. More is answered 429.
 *
 * @param enabled false lifts them all, those of the management port too, for load tests and where something in front limits
 * @param window within which failures of an address are counted, but for passwords
 * @param unknownTokensPerAddress requests whose token is unknown, expired or revoked
 * @param failedSignaturesPerAddress requests of an unknown application, with a wrong auth key, timestamp or signature
 * @param failedSecretsPerAddress wrong auth secrets from one address, whatever the auth keys
 * @param failedSecretsPerKey wrong auth secrets with one auth key from everywhere; does not hold up addresses from which the
 *     application has proved itself lately
 * @param failedSecretsPerKeyAndAddress wrong auth secrets with one auth key from one address
 * @param loginWindow within which wrong passwords are counted
 * @param failedLoginsPerAddress wrong passwords from one address, whatever the accounts
 * @param failedLoginsPerAccount wrong passwords for one account from everywhere; does not hold up addresses from which the
 *     account has logged in lately
 * @param failedLoginsPerAccountAndAddress wrong passwords for one account from one address
 * @param refusalPause before an address with too many unknown tokens or forged signatures is answered 429: one connection gets no
 *     more than ten such answers a second, whatever it sends
 */
@Validated
@ConfigurationProperties("sessions.limits")
public record LimitsProperties(
        @DefaultValue("true") boolean enabled,

        @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("1m")
        Duration window,

        @Min(1) @Max(1_000_000) @DefaultValue("600") int unknownTokensPerAddress,
        @Min(1) @Max(1_000_000) @DefaultValue("600") int failedSignaturesPerAddress,
        @Min(1) @Max(1_000_000) @DefaultValue("300") int failedSecretsPerAddress,
        @Min(1) @Max(1_000_000) @DefaultValue("30") int failedSecretsPerKeyAndAddress,
        @Min(1) @Max(1_000_000) @DefaultValue("300") int failedSecretsPerKey,

        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("15m")
        Duration loginWindow,

        @Min(1) @Max(1_000_000) @DefaultValue("150") int failedLoginsPerAddress,
        @Min(1) @Max(1_000_000) @DefaultValue("10") int failedLoginsPerAccountAndAddress,
        @Min(1) @Max(1_000_000) @DefaultValue("100") int failedLoginsPerAccount,

        @DurationMin(millis = 0) @DurationMax(seconds = 1) @DefaultValue("100ms")
        Duration refusalPause) {}
