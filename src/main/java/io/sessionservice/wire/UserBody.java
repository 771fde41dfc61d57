package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.sessionservice.user.User;
import org.jspecify.annotations.Nullable;

/** A user as clients read it after a login (JS SDK 2.23.0, qbAuth.js login). */
record UserBody(Fields user) {

    @JsonPropertyOrder({"id", "login", "email", "full_name", "created_at", "updated_at"})
    record Fields(
            @JsonProperty("id") long id,
            @JsonProperty("login") @Nullable String login,
            @JsonProperty("email") @Nullable String email,
            @JsonProperty("full_name") @Nullable String fullName,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt) {}

    static UserBody of(User user) {
        return new UserBody(new Fields(
                user.id().value(),
                user.login(),
                user.email(),
                user.fullName(),
                WireTime.format(user.createdAt()),
                WireTime.format(user.updatedAt())));
    }
}
