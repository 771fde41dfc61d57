package io.sessionservice.application;

/** Identifies a registered application (seed, Create session, applicationId row). */
public record ApplicationId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
