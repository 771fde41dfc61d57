package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sessionservice.session.ListedSession;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionDescriptor(
        long id,
        long applicationId,
        @Nullable Long userId,
        boolean live,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt,
        Instant expiresAt) {

    public static SessionDescriptor of(ListedSession session) {
        return new SessionDescriptor(
                session.id().value(),
                session.applicationId().value(),
                session.userId() == null ? null : session.userId().value(),
                session.live(),
                session.createdAt(),
                session.updatedAt(),
                session.lastUsedAt(),
                session.expiresAt());
    }

    /** @param next what to send as {@code after} for more, which a short or empty page may have; null when there is no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(
            List<SessionDescriptor> sessions, @Nullable Long next) {}
}
