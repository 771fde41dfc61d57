package io.sessionservice.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** Sessions by what operators know of them; the SQL stands in {@code session/listing.xml}. */
interface SessionListing extends Repository<SessionEntity, Long> {

    @NativeQuery(sqlResultSetMapping = "ListedSessionRow")
    @Nullable
    ListedSessionRow read(@Param("id") long id);

    /** Of the {@code window} sessions that follow {@code after}, the first of the application. */
    @NativeQuery(sqlResultSetMapping = "ListedSessionRow")
    List<ListedSessionRow> readPage(
            @Param("applicationId") @Nullable Long applicationId,
            @Param("after") long after,
            @Param("window") int window,
            @Param("limit") int limit);

    @NativeQuery(sqlResultSetMapping = "ListedSessionRow")
    List<ListedSessionRow> readPageOfUser(
            @Param("userId") long userId,
            @Param("applicationId") @Nullable Long applicationId,
            @Param("after") long after,
            @Param("limit") int limit);

    /** The last id of the window that follows {@code after}; null when fewer sessions follow. */
    @NativeQuery
    @Nullable
    Long windowEnd(@Param("after") long after, @Param("window") int window);

    @NativeQuery
    @Nullable
    Long delete(@Param("id") long id);

    @NativeQuery
    List<Long> deleteOfUser(@Param("userId") long userId, @Param("limit") int limit);
}
