package io.sessionservice.admin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** @param graceSeconds how long the secret that is replaced stays valid, 30 days at most; null is not at all */
public record RotateSecretBody(
        @Nullable @PositiveOrZero @Max(2_592_000) Long graceSeconds) implements AdminBody, AdminBody.Optional {

    public Duration grace() {
        return graceSeconds == null ? Duration.ZERO : Duration.ofSeconds(graceSeconds);
    }
}
