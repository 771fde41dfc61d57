package io.sessionservice.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.query.Param;
import org.springframework.transaction.annotation.Transactional;

interface IdentityProviderRepository extends JpaRepository<IdentityProviderEntity, IdentityProviderKey> {

    /** One statement without a transaction, which {@code findById} would open around it. */
    @NativeQuery
    @Nullable
    IdentityProviderEntity read(@Param("application") long application, @Param("name") String name);

    @NativeQuery
    List<IdentityProviderEntity> readAll(@Param("application") long application);

    @Modifying
    @Transactional
    @NativeQuery
    int remove(@Param("application") long application, @Param("name") String name);

    /** The ids of the keys that sealed something here. */
    @NativeQuery("""
            SELECT DISTINCT split_part(secret_header_value, ':', 1)
            FROM identity_providers WHERE secret_header_value IS NOT NULL
            """)
    List<String> sealingKeys();

    /** Rows whose seal does not begin so; one that somebody is changing is left out. */
    @NativeQuery("""
            SELECT * FROM identity_providers
            WHERE secret_header_value IS NOT NULL AND NOT starts_with(secret_header_value, :beginning)
            LIMIT :limit
            FOR UPDATE SKIP LOCKED
            """)
    List<IdentityProviderEntity> sealedByOthers(@Param("beginning") String beginning, @Param("limit") int limit);
}
