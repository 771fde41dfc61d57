package io.sessionservice.session;

import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of a session. Changes by the verbs of {@link SessionRepository}, each one statement, for two replicas may act on a
 * session at once and the database is to decide.
 */
@Entity
@Table(name = "sessions")
@SqlResultSetMapping(
        name = "SessionRow",
        classes =
                @ConstructorResult(
                        targetClass = SessionRow.class,
                        columns = {
                            @ColumnResult(name = "place", type = Long.class),
                            @ColumnResult(name = "id", type = Long.class),
                            @ColumnResult(name = "application", type = Long.class),
                            @ColumnResult(name = "user_id", type = Long.class),
                            @ColumnResult(name = "nonce", type = Long.class),
                            @ColumnResult(name = "request_timestamp", type = Long.class),
                            @ColumnResult(name = "created_at", type = Instant.class),
                            @ColumnResult(name = "updated_at", type = Instant.class),
                            @ColumnResult(name = "last_used_at", type = Instant.class)
                        }))
@SqlResultSetMapping(
        name = "UserSessionRow",
        classes =
                @ConstructorResult(
                        targetClass = UserSessionRow.class,
                        columns = {
                            @ColumnResult(name = "id", type = Long.class),
                            @ColumnResult(name = "fingerprint", type = String.class),
                            @ColumnResult(name = "application", type = Long.class),
                            @ColumnResult(name = "user_id", type = Long.class),
                            @ColumnResult(name = "nonce", type = Long.class),
                            @ColumnResult(name = "request_timestamp", type = Long.class),
                            @ColumnResult(name = "created_at", type = Instant.class),
                            @ColumnResult(name = "updated_at", type = Instant.class),
                            @ColumnResult(name = "last_used_at", type = Instant.class)
                        }))
@SqlResultSetMapping(
        name = "ListedSessionRow",
        classes =
                @ConstructorResult(
                        targetClass = ListedSessionRow.class,
                        columns = {
                            @ColumnResult(name = "id", type = Long.class),
                            @ColumnResult(name = "application", type = Long.class),
                            @ColumnResult(name = "user_id", type = Long.class),
                            @ColumnResult(name = "created_at", type = Instant.class),
                            @ColumnResult(name = "updated_at", type = Instant.class),
                            @ColumnResult(name = "last_used_at", type = Instant.class),
                            @ColumnResult(name = "honoured", type = Boolean.class)
                        }))
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
