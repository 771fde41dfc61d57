/**
 * Request signatures, pure: signature base, HMAC, timestamp window. The JDK only; answers booleans and throws nothing.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.sessionservice.signature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
