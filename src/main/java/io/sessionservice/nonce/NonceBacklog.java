package io.sessionservice.nonce;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the replay guard remembers.
 *
 * @param remembered nonces, by PostgreSQL's own count of live rows, which lags by about a second
 * @param oldest the earliest timestamp that a remembered nonce may have, to ten minutes; null when none is remembered
 */
public record NonceBacklog(long remembered, @Nullable Instant oldest) {}
