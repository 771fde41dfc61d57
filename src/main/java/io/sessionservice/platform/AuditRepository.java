package io.sessionservice.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface AuditRepository extends JpaRepository<AuditEventEntity, Long> {

    @Query("""
            select e from AuditEventEntity e
            where (cast(:actor as string) is null or e.actor = :actor)
              and (cast(:type as string) is null or e.type = :type)
              and e.occurredAt > :after
            order by e.occurredAt desc, e.id desc
            """)
    List<AuditEventEntity> readNewest(
            @Param("actor") @Nullable String actor,
            @Param("type") @Nullable String type,
            @Param("after") Instant after,
            Limit limit);

    @Query("""
            select e from AuditEventEntity e
            where (cast(:actor as string) is null or e.actor = :actor)
              and (cast(:type as string) is null or e.type = :type)
              and (cast(:applicationId as long) is null or e.applicationId = :applicationId)
              and (cast(:userId as long) is null or e.userId = :userId)
              and e.id < :before
            order by e.id desc
            """)
    List<AuditEventEntity> readPage(
            @Param("actor") @Nullable String actor,
            @Param("type") @Nullable String type,
            @Param("applicationId") @Nullable Long applicationId,
            @Param("userId") @Nullable Long userId,
            @Param("before") long before,
            Limit limit);

    @Query("select min(e.occurredAt) from AuditEventEntity e")
    Optional<Instant> readOldest();

    @Modifying
    @NativeQuery("""
            DELETE FROM audit_events WHERE id IN (
              SELECT id FROM audit_events WHERE occurred_at < :before
              ORDER BY occurred_at LIMIT :limit FOR UPDATE SKIP LOCKED
            )
            """)
    int purge(@Param("before") Instant before, @Param("limit") int limit);
}
