package io.sessionservice.nonce;

import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The statements stand in {@code nonce/statements.xml}. */
interface NonceRepository extends Repository<NonceEntity, NonceKey> {

    /**
     * Records the first use. A query rather than an update, so that it commits by itself in one round trip.
     *
     * @return the nonce, or null when the key has been used before
     */
    @NativeQuery
    @Nullable
    Long claim(
            @Param("slot") short slot,
            @Param("applicationId") long applicationId,
            @Param("timestamp") long timestamp,
            @Param("nonce") long nonce);

    /** The nonce, or null when the key has not been used. */
    @NativeQuery
    @Nullable
    Long find(
            @Param("slot") short slot,
            @Param("applicationId") long applicationId,
            @Param("timestamp") long timestamp,
            @Param("nonce") long nonce);
}
