package io.sessionservice.session;

import io.sessionservice.nonce.NonceSlot;
import java.time.Instant;

/**
 * An application session that is to be opened if its nonce can be claimed.
 *
 * @param applicationVersion that of the application which the request was authenticated against
 */
record NewSession(
        long applicationId,
        long applicationVersion,
        long timestamp,
        long nonce,
        byte[] tokenDigest,
        Instant now,
        Instant purgeAfter) {

    /** What may be used once. Sorted by it, two batches cannot wait for each other. */
    record Claim(long applicationId, long timestamp, long nonce) implements Comparable<Claim> {

        @Override
        public int compareTo(Claim other) {
            int byApplication = Long.compare(applicationId, other.applicationId);
            int byTimestamp = byApplication != 0 ? byApplication : Long.compare(timestamp, other.timestamp);
            return byTimestamp != 0 ? byTimestamp : Long.compare(nonce, other.nonce);
        }
    }

    Claim claim() {
        return new Claim(applicationId, timestamp, nonce);
    }

    short slot() {
        return NonceSlot.of(Instant.ofEpochSecond(timestamp));
    }
}
