package io.sessionservice.admin;

import io.sessionservice.signature.SignatureAlgorithm;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application to be registered.
 *
 * @param authKey or null for one made by the service, as with the secret
 * @param algorithms or null for all
 */
public record RegisterApplicationBody(
        @NotNull @PlainText @Size(max = 200) String name,

        @Nullable @Positive Long id,
        @Nullable @PlainText @Size(max = 100) String authKey,
        @Nullable @PlainText @Size(max = 200) String authSecret,

        @Nullable @Size(min = 1, message = "must name one algorithm at least")
        Set<@NotNull SignatureAlgorithm> algorithms)
        implements AdminBody {

    @Override
    public String toString() {
        return "RegisterApplicationBody[****]";
    }
}
