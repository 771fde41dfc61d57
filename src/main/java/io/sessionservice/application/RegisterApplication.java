package io.sessionservice.application;

import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an application that is to be registered.
 *
 * @param id or null for the next free one
 */
public record RegisterApplication(
        @Nullable ApplicationId id,
        String name,
        AuthKey authKey,
        AuthSecret authSecret,
        Set<SignatureAlgorithm> algorithms) {

    /** The same, under this id. */
    public RegisterApplication under(ApplicationId given) {
        return new RegisterApplication(given, name, authKey, authSecret, algorithms);
    }
}
