package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.sessionservice.application.ApplicationCredentials;
import io.sessionservice.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a token (RFC 7662, 2.2). Of one that is not active nothing more is said.
 *
 * @param scope what it is good for: {@code user} in a user session, {@code application} in an application session; resource
 *     servers can ask for it without knowing us
 * @param subject the user's id in a user session, {@code application:<id>} in an application session, so that neither is ever
 *     taken for the other (RFC 9068, 5)
 * @param clientId the auth key that the session was opened with, which is that of the application
 * @param fingerprint the public name of the token, {@code _id} elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "active",
    "scope",
    "sub",
    "client_id",
    "iat",
    "exp",
    "token_type",
    "jti",
    "session_id",
    "application_id",
    "user_id"
})
record IntrospectionBody(
        @JsonProperty("active") boolean isActive,
        @JsonProperty("scope") @Nullable String scope,
        @JsonProperty("sub") @Nullable String subject,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("iat") @Nullable Long issuedAt,
        @JsonProperty("exp") @Nullable Long expiresAt,
        @JsonProperty("token_type") @Nullable String tokenType,
        @JsonProperty("jti") @Nullable String fingerprint,
        @JsonProperty("session_id") @Nullable Long sessionId,
        @JsonProperty("application_id") @Nullable Long applicationId,
        @JsonProperty("user_id") @Nullable Long userId) {

    static final IntrospectionBody INACTIVE =
            new IntrospectionBody(false, null, null, null, null, null, null, null, null, null, null);

    static IntrospectionBody active(Session session, ApplicationCredentials caller) {
        Long userId = session.userId() == null ? null : session.userId().value();
        return new IntrospectionBody(
                true,
                userId == null ? "application" : "user",
                userId == null ? "application:" + session.applicationId() : userId.toString(),
                caller.authKey().value(),
                session.createdAt().getEpochSecond(),
                session.expiresAt().getEpochSecond(),
                "Bearer",
                session.fingerprint(),
                session.id().value(),
                session.applicationId().value(),
                userId);
    }
}
