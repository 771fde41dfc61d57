package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sessionservice.support.HostileRequests;
import io.sessionservice.support.RawHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Floods and requests that no client sends, against a replica with its limits on. */
@Timeout(600)
@TestMethodOrder(MethodOrderer.MethodName.class)
class AbuseFaults {

    @Test
    void f07NonceFlood() {
        ReliabilityReport.measure(
                "F7",
                "nonces of one application by the thousand",
                "another application's p99 at most 20 % longer than in the control; memory flat",
                finding -> {
                    int perSecond = 400;
                    FaultApplication flooding = replica().register();
                    GoodClients clients =
                            new GoodClients(replica().process(), replica().register());
                    clients.warmUp();
                    LiveHeap before = LiveHeap.of(replica().process());
                    List<Flood> floods = new ArrayList<>();
                    Comparison seen = clients.compareWithControl(port -> {
                        Flood flood = Flood.start(
                                port, perSecond, sender -> Forwarded.from("203.0.113." + sender, flooding.create()));
                        if (port == replica().port()) {
                            floods.add(flood);
                        }
                        return flood;
                    });
                    finding.did(
                            "sessions opened with new nonces, by %d clients of one application that share one auth"
                                    + " secret, beside 8 good clients of another; %d turns of %d s"
                                    + " each; control: as many answered by a bare server",
                            Flood.SENDERS, GoodClients.TURNS, GoodClients.turn().toSeconds());
                    finding.saw("%.0f a second, answers %s", Flood.rate(floods), Flood.statuses(floods));
                    seen.checkAgainstControl(finding, 1.2);
                    LiveHeap.of(replica().process()).checkFlat(finding, before);
                });
    }

    @Test
    void f20HostileRequests() {
        ReliabilityReport.measure(
                "F20",
                "requests that no client sends",
                "each refused within 50 ms, by 4xx but for two that HTTP answers by 501 and 505; memory flat",
                finding -> {
                    int tries = Math.max(10, Scale.of(100));
                    List<Object[]> requests = Stream.concat(HostileRequests.bodies(), HostileRequests.framings())
                            .map(arguments -> arguments.get())
                            .toList();
                    sendAll(requests, 10);
                    LiveHeap before = LiveHeap.of(replica().process());
                    Hostile seen = sendAll(requests, tries);
                    finding.did(
                            "%d requests (1 MiB, 10,000 parameters, depth 1,000, names of one hash, bad UTF-8, NUL,"
                                    + " lengths and chunks in doubt, …), %d times each, a connection each",
                            requests.size(), tries);
                    finding.checkNone("answered otherwise than documented", seen.otherwise());
                    List<Duration> sorted = seen.times().stream().sorted().toList();
                    finding.check(
                            "slowest of %,d %.1f ms, p99 %.1f ms, p50 %.1f ms"
                                    .formatted(
                                            sorted.size(),
                                            GoodClients.millis(sorted.getLast()),
                                            GoodClients.millis(sorted.get(sorted.size() * 99 / 100)),
                                            GoodClients.millis(sorted.get(sorted.size() / 2))),
                            sorted.getLast().compareTo(Duration.ofMillis(50)) <= 0);
                    LiveHeap.of(replica().process()).checkFlat(finding, before);
                });
    }

    @Test
    void f21SlowLoris() {
        ReliabilityReport.measure(
                "F21", "slow senders", "good clients' p99 at most twice that of the control", finding -> {
                    int sockets = 2_000;
                    // one of its own: if it breaks, the trials that follow are not to suffer
                    String url = replica().postgres().newDatabase("slow");
                    try (ReplicaProcess replica = GuardedReplica.launch(url).awaitReady()) {
                        GoodClients clients = new GoodClients(replica, FaultApplication.register(replica));
                        clients.warmUp();
                        List<SlowSenders> all = new ArrayList<>();
                        Comparison seen = clients.compareWithControl(port -> {
                            SlowSenders slow = SlowSenders.start(port, sockets);
                            all.add(slow);
                            return slow;
                        });
                        finding.did(
                                "%,d connections that send a byte a second, half of them of a head, half of a body, and come"
                                        + " again when they are closed, for which half of them watch, beside 8 good clients; %d turns of %d s each; control:"
                                        + " a bare server that lets them be",
                                sockets, GoodClients.TURNS, GoodClients.turn().toSeconds());
                        int fewest = all.stream()
                                .mapToInt(SlowSenders::mostOpen)
                                .min()
                                .orElse(0);
                        finding.check("open at once %,d".formatted(fewest), fewest >= sockets * 9 / 10);
                        seen.checkAgainstControl(finding, 2);
                        finding.check(
                                "out of memory: " + replica.logged("OutOfMemory"), !replica.logged("OutOfMemory"));
                    }
                });
    }

    private record Hostile(List<Duration> times, List<String> otherwise) {}

    private Hostile sendAll(List<Object[]> requests, int tries) {
        Hostile seen = new Hostile(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < tries; i++) {
            for (Object[] request : requests) {
                byte[] bytes = ((String) request[0]).getBytes(ISO_8859_1);
                long start = System.nanoTime();
                int status = RawHttp.send(replica().port(), bytes).status();
                seen.times().add(Duration.ofNanos(System.nanoTime() - start));
                if (status != (int) request[1]) {
                    seen.otherwise()
                            .add(status + " for "
                                    + ((String) request[0]).lines().toList());
                }
            }
        }
        return seen;
    }

    private static GuardedReplica replica() {
        return GuardedReplica.shared();
    }
}
