/**
 * The replay guard: a nonce is claimed once and forgotten only after its timestamp window. One guest writes to its
 * table: the session room, whose statement for application sessions claims the nonce and saves the session in one commit.
 */
@ApplicationModule(allowedDependencies = {"application", "refusal", "platform"})
@NullMarked
package io.sessionservice.nonce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
