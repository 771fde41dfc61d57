package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.sessionservice.session.OwnSessions;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionId;
import java.util.List;
import java.util.Objects;

/** The sessions of a user: the fields of the Session object without the token, which is known to its holder only. */
record SessionsBody(List<Item> sessions) {

    @JsonPropertyOrder({
        "_id",
        "id",
        "application_id",
        "user_id",
        "nonce",
        "ts",
        "created_at",
        "updated_at",
        "expires_at",
        "current"
    })
    record Item(
            @JsonProperty("_id") String fingerprint,
            @JsonProperty("id") long id,
            @JsonProperty("application_id") long applicationId,
            @JsonProperty("user_id") long userId,
            @JsonProperty("nonce") long nonce,
            @JsonProperty("ts") long timestamp,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt,
            @JsonProperty("expires_at") String expiresAt,
            @JsonProperty("current") boolean isCurrent) {}

    static SessionsBody of(OwnSessions own) {
        return new SessionsBody(own.sessions().stream()
                .map(session -> item(session, own.current().id()))
                .toList());
    }

    private static Item item(Session session, SessionId current) {
        return new Item(
                session.fingerprint(),
                session.id().value(),
                session.applicationId().value(),
                Objects.requireNonNull(session.userId()).value(),
                session.nonce(),
                session.timestamp().getEpochSecond(),
                WireTime.format(session.createdAt()),
                WireTime.format(session.updatedAt()),
                WireTime.format(session.expiresAt()),
                session.id().equals(current));
    }
}
