package io.sessionservice.session;

import java.time.Instant;

/** A user session that is to give its user up, if it is live. */
record Downgrade(byte[] tokenDigest, Instant usedAfter, Instant createdAfter, Instant now, Instant purgeAfter) {}
