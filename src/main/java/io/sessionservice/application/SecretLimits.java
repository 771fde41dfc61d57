package io.sessionservice.application;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.FailureLimits;
import io.sessionservice.platform.GuessLimits;
import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Slows down who guesses auth secrets. An auth key counts whether there is such an application or not. */
@Component
class SecretLimits {

    private final GuessLimits guesses;

    SecretLimits(LimitsProperties properties, FailureLimits limits) {
        Duration window = properties.window();
        guesses = new GuessLimits(
                limits.make("secrets_by_address", properties.failedSecretsPerAddress(), window),
                limits.make("secrets_by_key_and_address", properties.failedSecretsPerKeyAndAddress(), window),
                limits.make("secrets_by_key", properties.failedSecretsPerKey(), window));
    }

    /** @throws RequestRefusedException when this has failed too often to be tried now */
    void require(ApplicationCredentials credentials) {
        Duration wait = guesses.wait(credentials.authKey().value(), credentials.address());
        if (!wait.isZero()) {
            throw RequestRefusedException.tooManyRequests(wait);
        }
    }

    void failed(ApplicationCredentials credentials) {
        guesses.failed(
                credentials.authKey().value(),
                credentials.address(),
                AuditEntry.of(AuditType.EXCESS_RATE_LIMIT_EXCEEDED, "application")
                        .from(credentials.address()));
    }

    void succeeded(ApplicationCredentials credentials) {
        guesses.succeeded(credentials.authKey().value(), credentials.address());
    }
}
