package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionToken;

/** The nine fields of the Session object (seed, Session object), in the order in which they are written. */
@JsonPropertyOrder({"_id", "id", "application_id", "user_id", "nonce", "ts", "token", "created_at", "updated_at"})
record SessionFields(
        @JsonProperty("_id") String fingerprint,
        @JsonProperty("id") long id,
        @JsonProperty("application_id") long applicationId,
        @JsonProperty("user_id") long userId,
        @JsonProperty("nonce") long nonce,
        @JsonProperty("ts") long timestamp,
        @JsonProperty("token") String token,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt) {

    /** The vendor's number for "no user"; typed SDKs read an int and cannot take null. */
    private static final long NO_USER = 0;

    static SessionFields of(Session session, SessionToken token) {
        return new SessionFields(
                session.fingerprint(),
                session.id().value(),
                session.applicationId().value(),
                userIdOf(session),
                session.nonce(),
                session.timestamp().getEpochSecond(),
                token.value(),
                WireTime.format(session.createdAt()),
                WireTime.format(session.updatedAt()));
    }

    static long userIdOf(Session session) {
        return session.userId() == null ? NO_USER : session.userId().value();
    }

    @Override
    public String toString() {
        return "SessionFields[" + fingerprint + ", ****]";
    }
}
