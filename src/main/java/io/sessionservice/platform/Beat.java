package io.sessionservice.platform;

import java.time.Duration;

/** Answers on a beat, so that the time of an answer does not tell what was done for it (CWE-208). */
public final class Beat {

    private Beat() {}

    /** Waits for the next whole number of beats since {@code begin}. A beat of zero is no wait. */
    public static void await(long begin, Duration beat) {
        if (beat.isZero()) {
            return;
        }
        long nanos = beat.toNanos();
        try {
            Thread.sleep(Duration.ofNanos(nanos - (System.nanoTime() - begin) % nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
