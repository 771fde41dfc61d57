/**
 * The door for operators: the management port.
 */
@ApplicationModule(allowedDependencies = {"session", "application", "user", "nonce", "refusal", "platform"})
@NullMarked
package io.sessionservice.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
