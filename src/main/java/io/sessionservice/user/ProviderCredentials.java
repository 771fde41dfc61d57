package io.sessionservice.user;

import org.jspecify.annotations.Nullable;

/**
 * What a user brings from an identity provider; never printed.
 *
 * @param provider the provider's name in the application
 * @param secret as some providers give along with the token
 */
public record ProviderCredentials(
        String provider, String token, @Nullable String secret) {

    @Override
    public String toString() {
        return "ProviderCredentials[****]";
    }
}
