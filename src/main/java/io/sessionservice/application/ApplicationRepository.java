package io.sessionservice.application;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.query.Param;

interface ApplicationRepository extends JpaRepository<ApplicationEntity, Long> {

    /** One statement without a transaction, which {@code findById} would open around it. */
    @NativeQuery("SELECT * FROM applications WHERE id = :id")
    @Nullable
    ApplicationEntity read(@Param("id") long id);

    /** Those of these ids that there are, in any order. */
    @NativeQuery("SELECT * FROM applications WHERE id IN (:ids)")
    List<ApplicationEntity> readAll(@Param("ids") Collection<Long> ids);

    /** Whose these auth keys are, in any order; of those that are nobody's there is none. */
    @NativeQuery(
            value = "SELECT auth_key, id FROM applications WHERE auth_key IN (:keys)",
            sqlResultSetMapping = "AuthKeyOwner")
    List<AuthKeyOwner> readOwners(@Param("keys") Collection<String> keys);

    /** For a change: of operators who act at once, each waits for the one before. */
    @NativeQuery("SELECT * FROM applications WHERE id = :id FOR UPDATE")
    Optional<ApplicationEntity> readForChange(@Param("id") long id);

    @NativeQuery("SELECT * FROM applications WHERE id > :after ORDER BY id LIMIT :limit")
    List<ApplicationEntity> readPage(@Param("after") long after, @Param("limit") int limit);

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
    @NativeQuery("""
            UPDATE applications SET auth_secret_last_used_at = :at
            WHERE id = :id AND version = :version
              AND (auth_secret_last_used_at IS NULL OR auth_secret_last_used_at < :at)
            """)
    void noteCurrentUsed(@Param("id") long id, @Param("version") long version, @Param("at") Instant at);

    /** As {@link #noteCurrentUsed}, for the secret before the last rotation. */
    @Modifying
    @NativeQuery("""
            UPDATE applications SET previous_auth_secret_last_used_at = :at
            WHERE id = :id AND version = :version
              AND (previous_auth_secret_last_used_at IS NULL OR previous_auth_secret_last_used_at < :at)
            """)
    void notePreviousUsed(@Param("id") long id, @Param("version") long version, @Param("at") Instant at);
}
