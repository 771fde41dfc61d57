package io.sessionservice.session;

import io.sessionservice.nonce.NonceSlot;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Checks of signed requests.
 *
 * @param window how far a request's timestamp may be off, both ways; more than 30 minutes is refused at start-up, as nonces
 *     are not remembered longer
 * @param unknownApplicationBeat an unknown application and a wrong auth key, or an unknown auth key and a wrong auth secret, are
 *     answered at the next multiple of this since they were looked up, so that time does not tell them apart; zero is at once
 */
@Validated
@ConfigurationProperties("sessions.signature")
record SignatureProperties(
        @DurationMin(seconds = 1) @DurationMax(minutes = NonceSlot.WIDEST_WINDOW_MINUTES) @DefaultValue("10m")
        Duration window,

        @DurationMin(millis = 0) @DurationMax(seconds = 1) @DefaultValue("20ms")
        Duration unknownApplicationBeat) {}
