package io.sessionservice.platform;

import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; null is any.
 *
 * @param type the word of the vocabulary ({@link AuditType#word})
 * @param before the last id of the page before; {@link Long#MAX_VALUE} for the first page
 */
public record FindAudit(
        @Nullable String actor,
        @Nullable String type,
        @Nullable Long applicationId,
        @Nullable Long userId,
        long before,
        int limit) {}
