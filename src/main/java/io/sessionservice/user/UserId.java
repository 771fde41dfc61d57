package io.sessionservice.user;

/** Identifies a user (seed, Session object, user_id). */
public record UserId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
