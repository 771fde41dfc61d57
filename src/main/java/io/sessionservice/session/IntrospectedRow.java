package io.sessionservice.session;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the statement says to an application that is as it was when it proved itself.
 *
 * @param place of the question that it answers, from 1
 * @param id of the session, or null when the application has none of this token; then all that follows is null too
 * @param honoured whether the session's user honours it; whether it has expired is not yet asked
 */
record IntrospectedRow(
        long place,
        @Nullable Long id,
        @Nullable Long applicationId,
        @Nullable Long userId,
        @Nullable Long nonce,
        @Nullable Long timestamp,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable Instant lastUsedAt,
        boolean honoured) {

    /** The session, or null when there is none that is honoured. */
    @Nullable
    SessionRow session() {
        return id == null || !honoured
                ? null
                : new SessionRow(
                        place,
                        id,
                        Objects.requireNonNull(applicationId),
                        userId,
                        Objects.requireNonNull(nonce),
                        Objects.requireNonNull(timestamp),
                        Objects.requireNonNull(createdAt),
                        Objects.requireNonNull(updatedAt),
                        Objects.requireNonNull(lastUsedAt));
    }
}
