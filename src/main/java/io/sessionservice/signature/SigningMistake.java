package io.sessionservice.signature;

/** What a client did wrong when it signed, as far as its signature gives it away. */
public enum SigningMistake {
    /** Joined the parameters in the order in which they were sent. */
    UNSORTED,
    /** Signed values as they look on the wire, percent-encoded. */
    URL_ENCODED,
    /** Signed an empty {@code signature} parameter too. */
    SIGNATURE_INCLUDED,
    /** Sent parameters in brackets, the user's credentials, and did not sign them. */
    BRACKETS_LEFT_OUT,
    /** Signed another nonce than the one sent, one close to it or none. */
    ANOTHER_NONCE,
    /** Signed another timestamp than the one sent: a little earlier or later, in milliseconds, or none. */
    ANOTHER_TIMESTAMP,
    /** Signed with the auth key, or sent the auth secret in its place. */
    KEY_AND_SECRET_SWAPPED,
    /** Signed with the secret and white space around it. */
    SECRET_WITH_WHITE_SPACE,
    /** Signed the names of the other spelling than the one sent, which is accepted one way round only. */
    OTHER_SPELLING
}
