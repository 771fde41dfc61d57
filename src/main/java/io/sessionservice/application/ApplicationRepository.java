package io.sessionservice.application;

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

    @NativeQuery("SELECT nextval(pg_get_serial_sequence('applications', 'id'))")
    long nextId();
}
