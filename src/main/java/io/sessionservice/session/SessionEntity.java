package io.sessionservice.session;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a session. Changes by the verbs of {@link SessionRepository}, each one statement, for two replicas may act on a
 * session at once and the database is to decide.
 */
@Entity
@Table(name = "sessions")
class SessionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    byte[] tokenDigest;
    long applicationId;
    long applicationGeneration;

    @Nullable
    Long userId;

    @Nullable
    Long userGeneration;

    long nonce;
    long requestTimestamp;
    Instant createdAt;
    Instant updatedAt;
    Instant lastUsedAt;
    Instant purgeAfter;

    @SuppressWarnings("NullAway.Init")
    protected SessionEntity() {}
}
