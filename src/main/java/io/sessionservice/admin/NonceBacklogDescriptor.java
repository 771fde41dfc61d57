package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The replay guard as operators see it.
 *
 * @param backlog nonces remembered
 * @param oldest the earliest timestamp among them, to ten minutes
 * @param replaysRefused by this replica since it started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NonceBacklogDescriptor(long backlog, @Nullable Instant oldest, long replaysRefused) {}
