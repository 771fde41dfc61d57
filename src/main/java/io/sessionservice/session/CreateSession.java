package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.AuthKey;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.user.Credentials;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a session: what it claims, and the request as sent, which the signature covers.
 *
 * @param credentials null when an application session is asked for
 */
public record CreateSession(
        ApplicationId applicationId,
        AuthKey authKey,
        Instant timestamp,
        long nonce,
        SignedRequest signedRequest,
        @Nullable Credentials credentials) {}
