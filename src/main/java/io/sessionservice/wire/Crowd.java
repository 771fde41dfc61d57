package io.sessionservice.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/**
 * When there are too many connections, and who has to go then: of all, a quarter is kept free for those who come, and halves of requests
 * may be a quarter; they hold memory, and an honest one is whole in a moment.
 */
class Crowd {

    private static final Log log = LogFactory.getLog(Crowd.class);

    private static final long WARN_EVERY = Duration.ofMinutes(1).toNanos();

    private volatile boolean manyHalves;
    private long givenUp;
    private long lastWarning = System.nanoTime() - WARN_EVERY;

    /**
     * Whether some will have to go soon, for which to look more often.
     *
     * @param most connections that there may be; negative for any number
     */
    boolean isNear(int open, int most) {
        return manyHalves || surplus(open, most) > 0;
    }

    private static int surplus(int open, int most) {
        return most < 0 ? 0 : open - (most - most / 4);
    }

    private int surplusOfHalves(List<Waiting> waiting, int most) {
        int halves = (int) waiting.stream().filter(one -> one.kind().isHalf()).count();
        manyHalves = most >= 0 && halves > most / 8;
        return most < 0 ? 0 : halves - most / 4;
    }

    /** Of those that wait for their clients, the ones that have to go; said in the log once a minute. */
    List<Waiting> whoGoes(List<Waiting> waiting, int open, int most, long now) {
        int tooMany = Math.max(surplusOfHalves(waiting, most), surplus(open, most));
        if (tooMany <= 0) {
            return List.of();
        }
        List<Waiting> sorted = new ArrayList<>(waiting);
        sorted.sort(Waiting.firstToGo(now));
        List<Waiting> going = sorted.subList(0, Math.min(tooMany, sorted.size()));
        givenUp += going.size();
        if (now - lastWarning >= WARN_EVERY) {
            lastWarning = now;
            log.warn("Connections crowd: " + givenUp + " were ended that waited for their clients");
            givenUp = 0;
        }
        return going;
    }
}
