package io.sessionservice.application;

/** An application is no longer as the one who wants to change it saw it. */
public class ApplicationChangedException extends RuntimeException {

    ApplicationChangedException(ApplicationId id) {
        super("Application " + id + " has changed");
    }
}
