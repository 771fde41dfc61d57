package io.sessionservice.application;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
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

    @NativeQuery("SELECT nextval(pg_get_serial_sequence('applications', 'id'))")
    long nextId();
}
