/**
 * The door for operators: the management port, and commands.
 */
@ApplicationModule(
        allowedDependencies = {"session", "application", "signature", "user", "identity", "nonce", "refusal", "platform"
        })
@NullMarked
package io.sessionservice.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
