package io.sessionservice.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/**
 * The verbs of a session, one statement each, those of the hot path over many sessions at once; the SQL stands in
 * {@code session/statements.xml}. Those that answer with rows are queries even where they write: a query needs no transaction
 * around it, so it commits by itself in one round trip.
 */
interface SessionRepository extends Repository<SessionEntity, Long> {

    /**
     * Claims nonces and saves application sessions, each both or neither. No two may have the same claim, and all must come in
     * the order of their claims.
     *
     * @return those opened; one is missing when its nonce has been used before, or its application has changed or is suspended
     */
    @NativeQuery
    List<OpenedRow> claimAndSave(
            @Param("slots") Short[] slots,
            @Param("applicationIds") Long[] applicationIds,
            @Param("applicationVersions") Long[] applicationVersions,
            @Param("timestamps") Long[] timestamps,
            @Param("nonces") Long[] nonces,
            @Param("tokenDigests") byte[][] tokenDigests,
            @Param("nows") Instant[] nows,
            @Param("purgeAfters") Instant[] purgeAfters);

    /** Saves a user session whose nonce has been claimed. */
    @NativeQuery
    long saveUserSession(
            @Param("tokenDigest") byte[] tokenDigest,
            @Param("applicationId") long applicationId,
            @Param("applicationGeneration") long applicationGeneration,
            @Param("userId") long userId,
            @Param("userGeneration") long userGeneration,
            @Param("nonce") long nonce,
            @Param("timestamp") long timestamp,
            @Param("now") Instant now,
            @Param("purgeAfter") Instant purgeAfter);

    /** The sessions of these tokens which their applications and users honour; they may have expired. */
    @NativeQuery
    List<SessionRow> findHonoured(@Param("tokenDigests") byte[][] tokenDigests);

    /**
     * Records that sessions were used; of concurrent touches one writes, and one that would have to wait is left out.
     *
     * @return the ids of those written
     */
    @NativeQuery
    List<Long> touch(
            @Param("ids") Long[] ids,
            @Param("dueSinces") Instant[] dueSinces,
            @Param("nows") Instant[] nows,
            @Param("purgeAfters") Instant[] purgeAfters);

    /**
     * Gives the session a user, or another one.
     *
     * @return the session, or null when it has gone meanwhile
     */
    @NativeQuery
    @Nullable
    SessionRow upgrade(
            @Param("id") long id,
            @Param("userId") long userId,
            @Param("userGeneration") long userGeneration,
            @Param("now") Instant now,
            @Param("purgeAfter") Instant purgeAfter);

    /**
     * Takes their users from live user sessions.
     *
     * @return those changed; one is missing when its token has no live user session
     */
    @NativeQuery
    List<SessionRow> downgrade(
            @Param("tokenDigests") byte[][] tokenDigests,
            @Param("usedAfters") Instant[] usedAfters,
            @Param("createdAfters") Instant[] createdAfters,
            @Param("nows") Instant[] nows,
            @Param("purgeAfters") Instant[] purgeAfters);

    @NativeQuery
    @Nullable
    Long revoke(@Param("id") long id);

    /** Deletes sessions that have not been used for the idle timeout, skipping rows that somebody else is at. */
    @Modifying
    @NativeQuery
    int purge(@Param("now") Instant now, @Param("usedAfter") Instant usedAfter, @Param("limit") int limit);
}
