package io.sessionservice.application;

/** Whether an application's clients are served. */
public enum ApplicationStatus {
    ACTIVE,
    /** Opens no sessions, and those that it has are not honoured until it is resumed. */
    SUSPENDED
}
