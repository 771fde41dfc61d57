package io.sessionservice.session;

/** What becomes of a login by a user who has as many sessions as it may. */
enum SessionLimitPolicy {
    /** It is refused. */
    DENY,
    /** It succeeds, and the session whose login is the oldest ends. */
    EVICT_OLDEST
}
