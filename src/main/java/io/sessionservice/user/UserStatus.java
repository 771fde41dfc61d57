package io.sessionservice.user;

enum UserStatus {
    ACTIVE,
    /** Cannot log in, and user sessions are not honoured until the user is resumed. */
    SUSPENDED
}
