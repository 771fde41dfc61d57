package io.sessionservice.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on what identity providers of applications may be, and on what they may cost.
 *
 * @param allowedHosts hosts that may be called: names, {@code *.example.com} for those below one, {@code *} for all; none by default
 * @param allowHttp whether addresses without TLS may be called; for tests
 * @param allowPrivateAddresses whether hosts may have addresses that are not on the public internet
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may pause
 * @param totalTimeout how long a call may take, whatever happens; longer is answered 503
 * @param answerLimit how long an answer may be
 * @param callsPerApplication calls that run at once for one application; a login that needs one more is answered 503
 * @param callsAtOnce calls that run at once for all
 * @param circuitWindow the calls to a provider of which half must fail, for it to be left alone for a while
 * @param circuitOpenFor how long it is left alone; meanwhile its logins are answered 503
 * @param clockSkew how far an issuer's clock may be off
 * @param keysFreshFor how long an issuer's keys are used before they are fetched again
 * @param keysKeptFor how long they are used while they cannot be fetched
 * @param keyRefetchInterval how often a token with an unknown key may cause keys to be fetched: twice in this time
 */
@Validated
@ConfigurationProperties("sessions.identity")
record IdentityProperties(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("false") boolean allowPrivateAddresses,

        @DurationMin(millis = 10) @DurationMax(seconds = 10) @DefaultValue("1s")
        Duration connectTimeout,

        @DurationMin(millis = 10) @DurationMax(seconds = 10) @DefaultValue("2s")
        Duration readTimeout,

        @DurationMin(millis = 10) @DurationMax(seconds = 30) @DefaultValue("4s")
        Duration totalTimeout,

        @DefaultValue("64KB") DataSize answerLimit,
        @Min(1) @Max(1000) @DefaultValue("8") int callsPerApplication,
        @Min(1) @Max(10_000) @DefaultValue("128") int callsAtOnce,
        @Min(2) @Max(1000) @DefaultValue("10") int circuitWindow,

        @DurationMin(millis = 10) @DurationMax(minutes = 10) @DefaultValue("10s")
        Duration circuitOpenFor,

        @DurationMin(seconds = 0) @DurationMax(minutes = 5) @DefaultValue("1m")
        Duration clockSkew,

        @DurationMin(millis = 100) @DurationMax(hours = 24) @DefaultValue("5m")
        Duration keysFreshFor,

        @DurationMin(seconds = 1) @DurationMax(days = 7) @DefaultValue("6h")
        Duration keysKeptFor,

        @DurationMin(millis = 1) @DurationMax(minutes = 10) @DefaultValue("30s")
        Duration keyRefetchInterval) {}
