package io.sessionservice.platform;

/** More is asked than can be answered in time: come back later. */
public class OverloadedException extends RuntimeException {

    OverloadedException() {
        // no stack trace: under overload it must cost nothing
        super("too many requests wait", null, false, false);
    }
}
