package io.sessionservice.wire;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Choices where clients and documents differ.
 *
 * @param envelope where answers carry the session: {@code both}, {@code bare} or {@code session}
 * @param destroy what DELETE /session.json does: {@code downgrade} or {@code invalidate}
 * @param apiPage whether {@code /api-docs} shows this port's API, to read and to try
 * @param cors which web pages may call
 */
@Validated
@ConfigurationProperties("sessions.wire")
record WireProperties(
        @DefaultValue("both") Envelope envelope,
        @DefaultValue("downgrade") DestroyMeaning destroy,
        @DefaultValue("false") boolean apiPage,
        @Valid @DefaultValue Cors cors) {

    /**
     * @param allowedOrigins origins whose pages may call, {@code *} for all: tokens travel in a header, never in a cookie
     */
    record Cors(@NotEmpty @DefaultValue("*") List<@NotBlank String> allowedOrigins) {}
}
