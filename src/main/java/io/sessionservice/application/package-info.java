/**
 * Registered applications: their auth key, their sealed auth secrets, what they allow.
 */
@ApplicationModule(allowedDependencies = {"signature", "refusal", "platform"})
@NullMarked
package io.sessionservice.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
