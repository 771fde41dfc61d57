package io.sessionservice.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the listing's statements read; {@code honoured} by application and user, whether or not it has expired. */
record ListedSessionRow(
        long id,
        long applicationId,
        @Nullable Long userId,
        Instant createdAt,
        Instant updatedAt,
        Instant lastUsedAt,
        boolean honoured) {}
