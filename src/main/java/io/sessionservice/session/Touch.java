package io.sessionservice.session;

import java.time.Instant;

/** A session that was used, and when its use is written down again. */
record Touch(long id, Instant dueSince, Instant now, Instant purgeAfter) {}
