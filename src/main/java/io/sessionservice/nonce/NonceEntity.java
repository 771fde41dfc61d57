package io.sessionservice.nonce;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A nonce that has been used. Written by statements only, for the key decides the race. */
@Entity
@Table(name = "nonces")
class NonceEntity {

    @EmbeddedId
    NonceKey key;

    @SuppressWarnings("NullAway.Init")
    protected NonceEntity() {}
}
