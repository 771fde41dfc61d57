package io.sessionservice.application;

import io.sessionservice.signature.SignatureAlgorithm;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is there from the first start.
 *
 * @param bootstrap applications to register at start-up when their id is free; one that exists is left as it is
 */
@Validated
@ConfigurationProperties("sessions")
record BootstrapProperties(@DefaultValue List<@Valid BootstrapApplication> bootstrap) {

    /**
     * @param id the application id that clients are configured with
     * @param name for people
     * @param authKey the auth key that clients are configured with
     * @param authSecret the secret that clients sign with
     * @param algorithms those that clients may sign with
     */
    record BootstrapApplication(
            @Positive long id,
            @NotBlank String name,
            @NotBlank String authKey,
            @NotBlank String authSecret,
            @NotEmpty @DefaultValue({"SHA1", "SHA256"}) Set<SignatureAlgorithm> algorithms) {

        @Override
        public String toString() {
            return "BootstrapApplication[" + id + ", ****]";
        }
    }
}
