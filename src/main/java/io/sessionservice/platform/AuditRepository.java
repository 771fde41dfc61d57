package io.sessionservice.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.query.Param;

interface AuditRepository extends JpaRepository<AuditEventEntity, Long> {

    @NativeQuery("""
            SELECT * FROM audit_events
            WHERE (CAST(:actor AS text) IS NULL OR actor = CAST(:actor AS text))
              AND (CAST(:type AS text) IS NULL OR type = CAST(:type AS text))
              AND occurred_at > :after
            ORDER BY occurred_at DESC, id DESC
            LIMIT :limit
            """)
    List<AuditEventEntity> readNewest(
            @Param("actor") @Nullable String actor,
            @Param("type") @Nullable String type,
            @Param("after") Instant after,
            @Param("limit") int limit);

    /** The statement stands in {@code platform/statements.xml}. */
    @NativeQuery
    List<AuditEventEntity> readPage(
            @Param("actor") @Nullable String actor,
            @Param("type") @Nullable String type,
            @Param("applicationId") @Nullable Long applicationId,
            @Param("userId") @Nullable Long userId,
            @Param("before") long before,
            @Param("limit") int limit);

    @NativeQuery("SELECT * FROM audit_events ORDER BY occurred_at LIMIT 1")
    Optional<AuditEventEntity> readOldest();

    @Modifying
    @NativeQuery("""
            DELETE FROM audit_events WHERE id IN (
              SELECT id FROM audit_events WHERE occurred_at < :before
              ORDER BY occurred_at LIMIT :limit FOR UPDATE SKIP LOCKED
            )
            """)
    int purge(@Param("before") Instant before, @Param("limit") int limit);
}
