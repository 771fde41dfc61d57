package io.sessionservice.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the audit trail.
 *
 * @param id in the order in which events were written
 * @param type the word of the vocabulary
 * @param occurrences how many alike events this one stands for
 */
public record RecordedAudit(
        long id,
        Instant occurredAt,
        String type,
        String actor,
        @Nullable String sourceAddress,
        @Nullable Long applicationId,
        @Nullable Long userId,
        @Nullable Long sessionId,
        @Nullable String detail,
        long occurrences) {}
