package io.sessionservice.faults;

import io.sessionservice.support.Await;
import io.sessionservice.support.Race;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A signed request counts once, wherever, however and whenever it is sent again. */
class ReplayFaults {

    private static final int SENDERS = 64;
    private static final int WINDOW_SECONDS = 5;

    @Test
    @Timeout(900)
    void oneOfManyIdenticalRequestsOverThreeReplicas() {
        ReliabilityReport.measure(
                "F5",
                "one request sent many times at once",
                "exactly one 201 each, else \"Unexpected nonce\"",
                finding -> {
                    int requests = Scale.of(1_000);
                    finding.did(
                            "%,d signed requests, each sent %d times at once over 3 replicas, in both spellings, as form and as JSON",
                            requests, SENDERS);
                    Cluster cluster = Cluster.shared();
                    FaultApplication application = cluster.register();
                    List<LoadClient> clients = clients(cluster);
                    int once = 0;
                    int others = 0;
                    for (int nonce = 0; nonce < requests; nonce++) {
                        List<Answer> answers =
                                sendAtOnce(application, clients, Instant.now().getEpochSecond(), nonce);
                        once += answers.stream()
                                                .filter(answer -> answer.status() == 201)
                                                .count()
                                        == 1
                                ? 1
                                : 0;
                        others += (int) answers.stream()
                                .filter(answer -> answer.status() != 201 && !answer.isReplay())
                                .count();
                    }
                    clients.forEach(LoadClient::close);
                    finding.check("%,d of %,d exactly once".formatted(once, requests), once == requests);
                    finding.check(others + " answers of another kind", others == 0);
                });
    }

    @Test
    @Timeout(900)
    void f06ReplayLaterAndElsewhere() {
        ReliabilityReport.measure(
                "F6", "a request is replayed later and elsewhere", "none accepted", ReplayFaults::replay);
    }

    private static void replay(Finding finding) throws InterruptedException {
        finding.did(
                "requests dated now, 595 s back and 595 s ahead, replayed on each of 3 replicas at once, after a purge, after a replica was killed and started, and after a restart of PostgreSQL; and with a window of %d s, requests from both of its edges replayed without pause until 3 s after they have left it",
                WINDOW_SECONDS);
        Cluster cluster = Cluster.shared();
        FaultApplication application = cluster.register();
        long now = Instant.now().getEpochSecond();
        List<Map<String, String>> requests =
                List.of(application.signed(now - 595, 1), application.signed(now + 595, 2), application.signed(now, 3));
        requests.forEach(request -> {
            int status = Cluster.ask(cluster.replica(0), form(request)).status();
            finding.check("first " + status, status == 201);
        });
        Tally replays = new Tally();
        replayEverywhere(cluster, requests, replays);
        try (ReplicaProcess narrow = ReplicaProcess.launch(
                cluster.postgres().url(),
                "sessions.signature.window=" + WINDOW_SECONDS + "s",
                "sessions.purge.interval=1s")) {
            narrow.awaitReady();
            awaitPurge(cluster, application);
            replayEverywhere(cluster, requests, replays);
            replayUntilLeft(finding, narrow, application, replays);
        }
        cluster.replica(2).kill();
        cluster.replica(2).start();
        cluster.postgres().kill();
        cluster.postgres().restart();
        Cluster.shared()
                .replicas()
                .forEach(replica -> Await.until(
                        () -> Cluster.ask(replica, application.create()).status() == 201));
        replayEverywhere(cluster, requests, replays);
        List<Tally.Entry> accepted =
                replays.entries().stream().filter(Tally.Entry::isGood).toList();
        finding.saw("replays %s", replays.statuses());
        finding.checkNone("accepted", accepted);
        finding.check("none but 422", replays.entries().stream().allMatch(entry -> entry.status() == 422));
    }

    /** A used nonce of 70 minutes ago goes with the next purge, so that it has gone says that there was one. */
    private static void awaitPurge(Cluster cluster, FaultApplication application) {
        long old = Instant.now().getEpochSecond() - 4_200;
        PostgresProcess.execute(
                cluster.postgres().url(),
                "INSERT INTO nonces (slot, application_id, request_timestamp, nonce) VALUES (%d, %s, %d, 1)"
                        .formatted(old / 600 % 16, application.id(), old));
        Await.until(() -> PostgresProcess.number(
                        cluster.postgres().url(), "SELECT count(*) FROM nonces WHERE request_timestamp = " + old)
                == 0);
    }

    private static void replayUntilLeft(
            Finding finding, ReplicaProcess narrow, FaultApplication application, Tally replays) {
        for (int edge : new int[] {-WINDOW_SECONDS + 2, WINDOW_SECONDS - 2}) {
            long timestamp = Instant.now().getEpochSecond() + edge;
            byte[] request = form(application.signed(timestamp, 4));
            try (LoadClient client = new LoadClient(narrow.port(), replays);
                    LoadClient first = new LoadClient(narrow.port(), new Tally())) {
                int status = first.send(request).status();
                finding.check("first " + status, status == 201);
                while (Instant.now().getEpochSecond() <= timestamp + WINDOW_SECONDS + 3) {
                    client.send(request);
                }
            }
        }
    }

    private static void replayEverywhere(Cluster cluster, List<Map<String, String>> requests, Tally replays) {
        for (int port : cluster.ports()) {
            try (LoadClient client = new LoadClient(port, replays)) {
                requests.forEach(request -> client.send(form(request)));
            }
        }
    }

    private static byte[] form(Map<String, String> request) {
        return WireRequest.form("/session.json", null, request);
    }

    private static List<LoadClient> clients(Cluster cluster) {
        return IntStream.range(0, SENDERS)
                .mapToObj(i -> new LoadClient(cluster.ports().get(i % 3), new Tally()))
                .toList();
    }

    private static List<Answer> sendAtOnce(
            FaultApplication application, List<LoadClient> clients, long timestamp, long nonce) {
        List<Map<String, String>> spellings =
                List.of(application.signed(timestamp, nonce), application.documented(timestamp, nonce));
        AtomicInteger sender = new AtomicInteger();
        return Race.of(SENDERS, () -> {
            int number = sender.getAndIncrement();
            Map<String, String> parameters = spellings.get(number % 2);
            return clients.get(number)
                    .send(
                            number / 2 % 2 == 0
                                    ? WireRequest.form("/session.json", null, parameters)
                                    : WireRequest.json("/session", null, parameters));
        });
    }
}
