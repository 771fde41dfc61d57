package io.sessionservice.session;

/** What the statement says of a session that it opened. */
record OpenedRow(long id, long applicationId, long timestamp, long nonce) {

    NewSession.Claim claim() {
        return new NewSession.Claim(applicationId, timestamp, nonce);
    }
}
