package io.sessionservice.user;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface UserRepository extends JpaRepository<UserEntity, Long> {

    @Query("select u from UserEntity u where u.applicationId = :application and u.login = :login")
    @Nullable
    UserEntity readByLogin(@Param("application") long application, @Param("login") String login);

    @Query("select u from UserEntity u where u.applicationId = :application and lower(u.email) = lower(:email)")
    @Nullable
    UserEntity readByEmail(@Param("application") long application, @Param("email") String email);

    @Query("""
            select u from UserEntity u
            where u.applicationId = :application and u.identityProvider = :provider and u.identitySubject = :subject
            """)
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
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from UserEntity u where u.id = :id")
    Optional<UserEntity> readForChange(@Param("id") long id);

    @Query("""
            select u from UserEntity u
            where u.applicationId = :application and u.id > :after
              and (cast(:login as string) is null or u.login = :login)
              and (cast(:email as string) is null or lower(u.email) = lower(cast(:email as string)))
            order by u.id
            """)
    List<UserEntity> readPage(
            @Param("application") long application,
            @Param("login") @Nullable String login,
            @Param("email") @Nullable String email,
            @Param("after") long after,
            Limit limit);

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
