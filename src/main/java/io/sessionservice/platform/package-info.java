/**
 * The cellar: clock, randomness, sealing, leases, purge runs and start-up checks. Knows no room.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sessionservice.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
