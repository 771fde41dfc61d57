package io.sessionservice.nonce;

import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** What may be used once. */
@Embeddable
record NonceKey(short slot, long applicationId, long requestTimestamp, long nonce) implements Serializable {}
