package io.sessionservice.wire;

import io.sessionservice.application.ApplicationCredentials;

/** A token that an application asks about, or wants ended. */
record OAuth2Request(ApplicationCredentials credentials, String token) {

    @Override
    public String toString() {
        return "OAuth2Request[****]";
    }
}
