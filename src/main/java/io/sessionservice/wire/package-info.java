/**
 * The door for clients: the QuickBlox session API over HTTP. Parameters in; bodies, headers and errors out.
 */
@ApplicationModule(allowedDependencies = {"session", "signature", "application", "user", "refusal", "platform"})
@NullMarked
package io.sessionservice.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
