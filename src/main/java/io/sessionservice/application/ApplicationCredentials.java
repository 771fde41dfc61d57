package io.sessionservice.application;

import io.sessionservice.signature.AuthSecret;

/** What a server of the application itself proves itself with; unlike a client, it sends the secret. Never printed. */
public record ApplicationCredentials(AuthKey authKey, AuthSecret authSecret) {

    @Override
    public String toString() {
        return "ApplicationCredentials[****]";
    }
}
