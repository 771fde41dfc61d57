package io.sessionservice.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

/**
 * The verbs of a session, one statement each; the SQL stands in {@code session/statements.xml}, and that of the hot path, over
 * many sessions at once, in files of its own. Those that answer with rows are queries even where they write: a query needs no transaction
 * around it, so it commits by itself in one round trip.
 */
interface SessionRepository extends Repository<SessionEntity, Long>, BatchedSessions {

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

    /**
     * Gives the session a user, or another one.
     *
     * @return the session, or null when it has gone meanwhile
     */
    @NativeQuery(sqlResultSetMapping = "SessionRow")
    @Nullable
    SessionRow upgrade(
            @Param("id") long id,
            @Param("userId") long userId,
            @Param("userGeneration") long userGeneration,
            @Param("now") Instant now,
            @Param("purgeAfter") Instant purgeAfter);

    @NativeQuery
    @Nullable
    Long revoke(@Param("id") long id);

    /**
     * Deletes sessions that have not been used for the idle timeout, skipping rows that somebody else is at.
     *
     * @param first row of the pages that are looked at, as PostgreSQL writes it: {@code (page,row)}
     * @param end the row after the last
     */
    @Modifying
    @Transactional
    @NativeQuery
    int purge(
            @Param("first") String first,
            @Param("end") String end,
            @Param("now") Instant now,
            @Param("usedAfter") Instant usedAfter);
}
