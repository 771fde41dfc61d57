/**
 * Identity providers of an application: who else may say who its users are, and how they are asked. Knows nothing of sessions.
 */
@ApplicationModule(allowedDependencies = {"application", "user", "refusal", "platform"})
@NullMarked
package io.sessionservice.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
