package io.sessionservice.identity;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

interface IdentityProviderRepository extends JpaRepository<IdentityProviderEntity, IdentityProviderKey> {

    /** One statement without a transaction, which {@code findById} would open around it. */
    @Query("select p from IdentityProviderEntity p where p.key.applicationId = :application and p.key.name = :name")
    @Nullable
    IdentityProviderEntity read(@Param("application") long application, @Param("name") String name);

    @Query("select p from IdentityProviderEntity p where p.key.applicationId = :application order by p.key.name")
    List<IdentityProviderEntity> readAll(@Param("application") long application);

    @Modifying
    @Transactional
    @Query("delete from IdentityProviderEntity p where p.key.applicationId = :application and p.key.name = :name")
    int remove(@Param("application") long application, @Param("name") String name);

    /** The ids of the keys that sealed something here. */
    @Query("""
            select distinct substring(p.secretHeaderValue, 1, locate(':', p.secretHeaderValue) - 1)
            from IdentityProviderEntity p where p.secretHeaderValue is not null
            """)
    List<String> sealingKeys();

    /** Rows whose seal does not begin so; one that somebody is changing is left out (lock timeout -2 is SKIP LOCKED). */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "-2"))
    @Query("""
            select p from IdentityProviderEntity p
            where p.secretHeaderValue is not null and locate(:beginning, p.secretHeaderValue) <> 1
            """)
    List<IdentityProviderEntity> sealedByOthers(@Param("beginning") String beginning, Limit limit);
}
