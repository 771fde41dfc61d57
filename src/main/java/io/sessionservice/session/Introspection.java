package io.sessionservice.session;

import io.sessionservice.application.Application;

/**
 * A token that an application asks about.
 *
 * @param applicationVersion that of the application which proved itself
 */
record Introspection(byte[] tokenDigest, long applicationId, long applicationVersion) {

    static Introspection of(byte[] tokenDigest, Application caller) {
        return new Introspection(tokenDigest, caller.id().value(), caller.version());
    }
}
