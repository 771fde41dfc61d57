package io.sessionservice.platform;

import java.time.Duration;
import java.time.Instant;

/** Housekeeping of one room: removes rows that can no longer matter. Correctness never depends on it. */
public interface Purge {

    /** What is purged, for the lease, logs and metrics: {@code sessions}, {@code nonces}. */
    String name();

    /**
     * Removes one bounded batch, in a transaction of its own or in several.
     *
     * @param limit rows, which may be overshot by as many again
     * @return how many rows went; less than a whole batch ends this round
     */
    int purgeBatch(Instant now, int limit);

    /** For how long the oldest row could have been removed by now, at most; zero when there is none. Cheap: it is asked often. */
    Duration lag(Instant now);
}
