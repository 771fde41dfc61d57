/**
 * The closed list of ways in which this service says no.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sessionservice.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
