package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.AuthKey;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.ProviderCredentials;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a session: what it claims, and the request as sent, which the signature covers.
 *
 * @param credentials null unless a user logs in by password
 * @param providerCredentials null unless an identity provider is to vouch for a user
 */
public record CreateSession(
        ApplicationId applicationId,
        AuthKey authKey,
        Instant timestamp,
        long nonce,
        SignedRequest signedRequest,
        @Nullable Credentials credentials,
        @Nullable ProviderCredentials providerCredentials) {

    /** Whether a user is to be logged in. */
    boolean isForUser() {
        return credentials != null || providerCredentials != null;
    }
}
