package io.sessionservice.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More clients than the service can serve. */
@Timeout(300)
class OverloadFaults {

    private static final int CLIENTS = 64;
    private static final long LONGEST_WAIT_NANOS = 30_000_000_000L;

    @Test
    void f22TenTimesTheCapacity() {
        ReliabilityReport.measure(
                "F22",
                "ten times the capacity",
                "goodput at least 80 % of the peak; the rest 503 or 429 with `Retry-After`; normal at most 5 s after",
                finding -> {
                    FaultApplication application = replica().register();
                    Duration time = Duration.ofSeconds(Math.max(8, Scale.of(20)));
                    run(application, CLIENTS, Duration.ofSeconds(10));
                    GoodClients good = new GoodClients(replica().process(), application);
                    Duration quiet =
                            GoodClients.p99(good.serve(Duration.ofSeconds(5)).entries());
                    List<Tally> peaks = new ArrayList<>();
                    List<Tally> overs = new ArrayList<>();
                    // in turns, so that what else the machine does meanwhile meets both
                    for (int turn = 0; turn < GoodClients.TURNS; turn++) {
                        peaks.add(run(application, CLIENTS, time));
                        overs.add(run(application, CLIENTS * 10, time));
                    }
                    long start = System.nanoTime();
                    Duration normal = untilNormal(good, quiet, start);
                    double most = perSecond(peaks, Tally::good, time);
                    double goodput = perSecond(overs, Tally::good, time);
                    finding.did(
                            "%d clients, then %d (more than sessions.admission.max-running), each sending again as"
                                    + " soon as it is answered, whatever Retry-After says; %d turns of %d s each; a tenth"
                                    + " opens sessions, the rest reads",
                            CLIENTS, CLIENTS * 10, GoodClients.TURNS, time.toSeconds());
                    finding.saw(
                            "peak %,.0f a second; overloaded %,.0f a second sent, answers %s",
                            most,
                            perSecond(overs, Tally::size, time),
                            overs.stream().map(Tally::statuses).toList());
                    finding.check("goodput %.0f %% of the peak".formatted(100 * goodput / most), goodput >= 0.8 * most);
                    finding.checkNone(
                            "answers neither 2xx nor 503 or 429 with Retry-After",
                            overs.stream()
                                    .flatMap(over -> over.surprises().stream())
                                    .toList());
                    finding.checkAtMost("p99 no more than twice the quiet one after", normal, Duration.ofSeconds(5));
                });
    }

    private static Tally run(FaultApplication application, int clients, Duration time) throws InterruptedException {
        try (LoadClients load =
                LoadClients.start(clients, List.of(replica().port()), client -> openAndRead(application, client))) {
            Thread.sleep(time.toMillis());
            return load.tally();
        }
    }

    private static void openAndRead(FaultApplication application, LoadClient client) {
        Answer created = client.send(application.create());
        for (int read = 0; created.status() == 201 && read < 9; read++) {
            client.send(WireRequest.get("/session.json", created.token()));
        }
    }

    /** Looks at half seconds, and tells when the first normal one began. */
    private static Duration untilNormal(GoodClients good, Duration quiet, long start) throws InterruptedException {
        while (true) {
            long begin = System.nanoTime();
            Tally window = good.serve(Duration.ofMillis(500));
            boolean served = window.good() == window.size();
            boolean normal = served && GoodClients.p99(window.entries()).compareTo(quiet.multipliedBy(2)) <= 0;
            if (normal || begin - start > LONGEST_WAIT_NANOS) {
                return Duration.ofNanos(begin - start);
            }
        }
    }

    private static double perSecond(List<Tally> turns, ToIntFunction<Tally> count, Duration time) {
        return turns.stream().mapToInt(count).average().orElseThrow() * 1e3 / time.toMillis();
    }

    private static GuardedReplica replica() {
        return GuardedReplica.shared();
    }
}
