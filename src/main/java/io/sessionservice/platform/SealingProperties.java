package io.sessionservice.platform;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Keys that seal auth secrets at rest.
 *
 * @param keys each {@code id:base64(32 bytes)}; the first seals, all unseal
 */
@Validated
@ConfigurationProperties("sessions.sealing")
record SealingProperties(@NotEmpty List<String> keys) {

    @Override
    public String toString() {
        return "SealingProperties[****]";
    }
}
