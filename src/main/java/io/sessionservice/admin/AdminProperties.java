package io.sessionservice.admin;

import io.sessionservice.platform.LimitsProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may operate the service on the management port: one administrator by HTTP Basic, or bearers of an issuer's tokens instead.
 *
 * @param username the operator's name
 * @param password the operator's password, 12 characters at least (OWASP ASVS 5.0, 6.2.1 asks for 8)
 * @param jwt whose tokens are taken, in place of name and password
 * @param limits how often an operator may try
 */
@Validated
@ConfigurationProperties("sessions.admin")
record AdminProperties(
        @Nullable String username,

        @Nullable @Pattern(regexp = "|(?s).{12,}", message = "must have 12 characters at least")
        String password,

        @Valid @DefaultValue Jwt jwt,
        @Valid @DefaultValue Limits limits) {

    /**
     * @param issuerUri the issuer, as it names itself; its keys are fetched when the first token comes
     * @param audience what a token must be meant for; unset is any audience of this issuer
     * @param role the role that makes an operator
     * @param roleClaim the claim that lists roles, as a list or as text with blanks; dots lead into nested claims
     */
    record Jwt(
            @Nullable URI issuerUri,
            @Nullable @Size(min = 1) String audience,
            @NotBlank @DefaultValue("roles") String roleClaim,
            @NotBlank @DefaultValue("ADMIN") String role) {}

    /**
     * @param failedLoginsPerAddress failed logins from one address (of IPv6, one /64 network) within a window; more are answered 429
     * @param failedLoginsPerName failed logins under one name within a window, from addresses that have not logged in lately
     * @param signatures signatures that one operator may have explained within a window
     * @param window how long attempts are remembered
     */
    record Limits(
            @Min(1) @Max(10_000) @DefaultValue("10") int failedLoginsPerAddress,
            @Min(1) @Max(10_000) @DefaultValue("50") int failedLoginsPerName,
            @Min(1) @Max(10_000) @DefaultValue("60") int signatures,

            @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("1m")
            Duration window) {

        /** These, or none at all where limits are lifted as a whole. */
        Limits unlessLifted(LimitsProperties all) {
            return all.enabled() ? this : new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, window);
        }
    }

    @Override
    public String toString() {
        return "AdminProperties[****]";
    }
}
