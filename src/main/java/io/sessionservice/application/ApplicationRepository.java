package io.sessionservice.application;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface ApplicationRepository extends JpaRepository<ApplicationEntity, Long> {

    /** One statement without a transaction, which {@code findById} would open around it. */
    @Query("select a from ApplicationEntity a where a.id = :id")
    @Nullable
    ApplicationEntity read(@Param("id") long id);

    /** Those of these ids that there are, in any order. */
    @Query("select a from ApplicationEntity a where a.id in :ids")
    List<ApplicationEntity> readAll(@Param("ids") Collection<Long> ids);

    /** Whose these auth keys are, in any order; of those that are nobody's there is none. */
    @Query(
            "select new io.sessionservice.application.AuthKeyOwner(a.authKey, a.id) from ApplicationEntity a where a.authKey in :keys")
    List<AuthKeyOwner> readOwners(@Param("keys") Collection<String> keys);

    /** For a change: of operators who act at once, each waits for the one before. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from ApplicationEntity a where a.id = :id")
    Optional<ApplicationEntity> readForChange(@Param("id") long id);

    @Query("select a from ApplicationEntity a where a.id > :after order by a.id")
    List<ApplicationEntity> readPage(@Param("after") long after, Limit limit);

    /** The sequence's next id that no application has; null when it met ten thousand taken ones. */
    @NativeQuery("""
            SELECT drawn.id
            FROM (SELECT nextval(pg_get_serial_sequence('applications', 'id')) AS id FROM generate_series(1, 10000)) drawn
            WHERE NOT EXISTS (SELECT 1 FROM applications taken WHERE taken.id = drawn.id)
            LIMIT 1
            """)
    @Nullable
    Long nextId();

    /** Not a change of the application: its version stays. */
    @Modifying
    @Query("""
            update ApplicationEntity a set a.authSecretLastUsedAt = :at
            where a.id = :id and a.version = :version
              and (a.authSecretLastUsedAt is null or a.authSecretLastUsedAt < :at)
            """)
    void noteCurrentUsed(@Param("id") long id, @Param("version") long version, @Param("at") Instant at);

    /** As {@link #noteCurrentUsed}, for the secret before the last rotation. */
    @Modifying
    @Query("""
            update ApplicationEntity a set a.previousAuthSecretLastUsedAt = :at
            where a.id = :id and a.version = :version
              and (a.previousAuthSecretLastUsedAt is null or a.previousAuthSecretLastUsedAt < :at)
            """)
    void notePreviousUsed(@Param("id") long id, @Param("version") long version, @Param("at") Instant at);
}
