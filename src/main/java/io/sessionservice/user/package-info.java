/**
 * Users of an application, and their login by password.
 */
@ApplicationModule(allowedDependencies = {"application", "refusal", "platform"})
@NullMarked
package io.sessionservice.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
