package io.sessionservice.nonce;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * Where in the ring a nonce lives: sixteen slots of ten minutes, by the request's timestamp. The same arithmetic stands in the
 * table's check constraint, so a row in the wrong slot cannot be written.
 */
public final class NonceSlot {

    static final int COUNT = 16;
    static final Duration WIDTH = Duration.ofMinutes(10);

    /**
     * The widest timestamp window that may be configured. Rows are kept for this long whatever window is set, so that widening
     * the setting later cannot let an old nonce in again.
     */
    public static final int WIDEST_WINDOW_MINUTES = 30;

    private NonceSlot() {}

    /** The slot of a request with this timestamp. */
    public static short of(Instant timestamp) {
        return (short) Math.floorMod(Math.floorDiv(timestamp.getEpochSecond(), WIDTH.toSeconds()), COUNT);
    }

    /**
     * The slots that no replica can need now: every timestamp that a live request may carry lies elsewhere, with a slot's width
     * to spare on both sides for replicas whose clocks differ.
     */
    static BitSet idle(Instant now) {
        Duration reach = Duration.ofMinutes(WIDEST_WINDOW_MINUTES).plus(WIDTH);
        BitSet idle = new BitSet(COUNT);
        idle.set(0, COUNT);
        for (Instant at = now.minus(reach); !at.isAfter(now.plus(reach)); at = at.plus(WIDTH)) {
            idle.clear(of(at));
        }
        return idle;
    }

    /** When the slot's current turn began: the latest start that a live request's timestamp can lie behind. */
    static Instant latestStart(int slot, Instant now) {
        Instant latest = now.plusSeconds(60L * WIDEST_WINDOW_MINUTES);
        long turn = Math.floorDiv(latest.getEpochSecond(), WIDTH.toSeconds());
        long back = Math.floorMod(turn - slot, (long) COUNT);
        return Instant.ofEpochSecond((turn - back) * WIDTH.toSeconds());
    }
}
