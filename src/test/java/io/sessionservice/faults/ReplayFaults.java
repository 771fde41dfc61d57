package io.sessionservice.faults;

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

    @Test
    @Timeout(300)
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
