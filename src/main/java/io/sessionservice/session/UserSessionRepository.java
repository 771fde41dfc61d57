package io.sessionservice.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The live sessions of one user of one application; the SQL stands in {@code session/user-sessions.xml}. */
interface UserSessionRepository extends Repository<SessionEntity, Long> {

    /** The newest first. */
    @NativeQuery(sqlResultSetMapping = "UserSessionRow")
    List<UserSessionRow> readLiveOfUser(
            @Param("userId") long userId,
            @Param("applicationId") long applicationId,
            @Param("usedAfter") Instant usedAfter,
            @Param("createdAfter") Instant createdAfter,
            @Param("limit") long limit);

    /** The id of the session ended, or null when the user has none of this id. */
    @NativeQuery
    @Nullable
    Long deleteLiveOfUser(
            @Param("id") long id,
            @Param("userId") long userId,
            @Param("applicationId") long applicationId,
            @Param("usedAfter") Instant usedAfter,
            @Param("createdAfter") Instant createdAfter);

    /** Ends all but one; the ids of some of those ended, of all when they are fewer than the limit. */
    @NativeQuery
    List<Long> deleteOthersOfUser(
            @Param("userId") long userId,
            @Param("applicationId") long applicationId,
            @Param("keptId") long keptId,
            @Param("usedAfter") Instant usedAfter,
            @Param("createdAfter") Instant createdAfter,
            @Param("limit") long limit);

    /** Lets no one else at the user's row until the transaction ends. */
    @NativeQuery
    @Nullable
    Long lockUser(@Param("userId") long userId);

    /** How many there are but one. */
    @NativeQuery
    long countOthersOfUser(
            @Param("userId") long userId,
            @Param("applicationId") long applicationId,
            @Param("keptId") long keptId,
            @Param("usedAfter") Instant usedAfter,
            @Param("createdAfter") Instant createdAfter);

    /** Ends those beyond the {@code staying} most recent logins, not counting one; the ids of those ended. */
    @NativeQuery
    List<Long> evictOldestOfUser(
            @Param("userId") long userId,
            @Param("applicationId") long applicationId,
            @Param("keptId") long keptId,
            @Param("usedAfter") Instant usedAfter,
            @Param("createdAfter") Instant createdAfter,
            @Param("staying") long staying);
}
