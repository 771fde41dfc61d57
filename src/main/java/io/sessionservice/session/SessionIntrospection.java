package io.sessionservice.session;

import java.util.List;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** Sessions as their applications ask about them; the SQL stands in {@code session/introspection.xml}. */
interface SessionIntrospection extends Repository<SessionEntity, Long> {

    /**
     * What each application has of each token.
     *
     * @return one row for each question; one is missing when its application has changed or is suspended
     */
    @NativeQuery
    List<IntrospectedRow> introspect(
            @Param("tokenDigests") byte[][] tokenDigests,
            @Param("applicationIds") Long[] applicationIds,
            @Param("applicationVersions") Long[] applicationVersions);
}
