package io.sessionservice.application;

import io.sessionservice.signature.AuthSecret;
import org.jspecify.annotations.Nullable;

/**
 * What a server of the application itself proves itself with; unlike a client, it sends the secret. Never printed.
 *
 * @param address where they come from; null when it is not known
 */
public record ApplicationCredentials(
        AuthKey authKey, AuthSecret authSecret, @Nullable String address) {

    @Override
    public String toString() {
        return "ApplicationCredentials[****]";
    }
}
