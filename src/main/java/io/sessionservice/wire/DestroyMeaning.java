package io.sessionservice.wire;

/** What {@code DELETE /session.json} does. */
enum DestroyMeaning {
    /** "Session token will be decreased to the token of the application" (seed, Destroy session). */
    DOWNGRADE,
    /** The token ends, as the vendor's servers do it today. */
    INVALIDATE
}
