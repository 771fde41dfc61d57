package io.sessionservice.session;

/** Identifies a session among all (seed, Session object, id). Public: proves nothing. */
public record SessionId(long value) {

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
