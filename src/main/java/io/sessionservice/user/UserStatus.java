package io.sessionservice.user;

/** Whether a user may log in. */
public enum UserStatus {
    ACTIVE,
    /** Cannot log in, and user sessions are not honoured until the user is resumed. */
    SUSPENDED
}
