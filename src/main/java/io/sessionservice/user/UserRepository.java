package io.sessionservice.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.query.Param;

interface UserRepository extends JpaRepository<UserEntity, Long> {

    @NativeQuery
    @Nullable
    UserEntity readByLogin(@Param("application") long application, @Param("login") String login);

    @NativeQuery
    @Nullable
    UserEntity readByEmail(@Param("application") long application, @Param("email") String email);

    @NativeQuery
    @Nullable
    UserEntity readByIdentity(
            @Param("application") long application,
            @Param("provider") String provider,
            @Param("subject") String subject);

    /**
     * The user of this identity, made if there is none, as described; {@code user/statements.xml}. A query, so that it commits by
     * itself in one round trip.
     */
    @NativeQuery
    UserEntity provision(
            @Param("id") long id,
            @Param("application") long application,
            @Param("provider") String provider,
            @Param("subject") String subject,
            @Param("email") @Nullable String email,
            @Param("fullName") @Nullable String fullName,
            @Param("generation") long generation,
            @Param("now") Instant now);

    /** For a change: of operators who act at once, each waits for the one before. */
    @NativeQuery("SELECT * FROM users WHERE id = :id FOR UPDATE")
    Optional<UserEntity> readForChange(@Param("id") long id);

    @NativeQuery
    List<UserEntity> readPage(
            @Param("application") long application,
            @Param("login") @Nullable String login,
            @Param("email") @Nullable String email,
            @Param("after") long after,
            @Param("limit") int limit);

    /** The sequence's next id that no user has; null when it met ten thousand taken ones. */
    @NativeQuery("""
            SELECT drawn.id
            FROM (SELECT nextval(pg_get_serial_sequence('users', 'id')) AS id FROM generate_series(1, 10000)) drawn
            WHERE NOT EXISTS (SELECT 1 FROM users taken WHERE taken.id = drawn.id)
            LIMIT 1
            """)
    @Nullable
    Long nextId();

    /** Replaces the password's encoding, unless the password has been changed meanwhile; null then. */
    @NativeQuery("UPDATE users SET password = :fresh WHERE id = :id AND password = :known RETURNING id")
    @Nullable
    Long upgradePassword(@Param("id") long id, @Param("known") String known, @Param("fresh") String fresh);
}
