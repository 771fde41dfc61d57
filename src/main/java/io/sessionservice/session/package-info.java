/**
 * The life of a session: create, require, touch, upgrade, downgrade, revoke, expire, purge. Its statements read the status and
 * generation of applications and users, and claim nonces: see {@code SessionRepository}.
 */
@ApplicationModule(
        allowedDependencies = {"application", "signature", "nonce", "user", "identity", "refusal", "platform"})
@NullMarked
package io.sessionservice.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
