package io.sessionservice.platform;

/** The work behind a batched question failed; the cause says how. Each caller gets one of its own. */
public class BatchFailedException extends RuntimeException {

    BatchFailedException(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
