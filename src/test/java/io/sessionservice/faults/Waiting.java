package io.sessionservice.faults;

import io.sessionservice.support.Await;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** For what is to be seen in a tally. */
final class Waiting {

    private Waiting() {}

    static void forGood(Tally tally, int more) {
        int before = tally.good();
        Await.until(() -> tally.good() >= before + more);
    }

    static void forComeAgain(Tally tally, int more) {
        int before = tally.comeAgain();
        Await.until(() -> tally.comeAgain() >= before + more);
    }

    /** How long after this moment the slowest of these ports gave its first good answer. */
    static Duration untilGoodEverywhere(Tally tally, List<Integer> ports, long since) {
        Duration slowest = Duration.ZERO;
        for (int port : ports) {
            Predicate<Tally.Entry> wanted = entry -> entry.port() == port && entry.isGood() && entry.endNanos() > since;
            do {
                forGood(tally, 10);
            } while (tally.count(wanted) == 0);
            long first = tally.entries().stream()
                    .filter(wanted)
                    .mapToLong(Tally.Entry::endNanos)
                    .min()
                    .orElseThrow();
            slowest = longer(slowest, Duration.ofNanos(first - since));
        }
        return slowest;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
