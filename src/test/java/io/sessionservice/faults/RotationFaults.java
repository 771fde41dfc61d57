package io.sessionservice.faults;

import io.sessionservice.support.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Secrets and sealing keys replaced while requests go on. */
@Timeout(900)
class RotationFaults {

    private static final int CLIENTS = 8;
    private static final int ROTATIONS = 3;
    private static final int GRACE_SECONDS = 4;
    private static final String K1 = ReplicaProcess.KEYS;
    private static final String K2 = "k2:MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=";

    /** More than are used for the first time while the sealing key is replaced. */
    private static final int APPLICATIONS = 200;

    /** An answer to a request signed with a secret that has been replaced. */
    private record Late(int status, Instant sent, Instant answered, Instant graceEnds) {

        boolean isFailureInGrace() {
            return status != 201 && answered.isBefore(graceEnds);
        }

        boolean isAcceptedAfterwards() {
            return status == 201 && sent.isAfter(graceEnds.plusSeconds(1));
        }
    }

    private final Queue<Late> late = new ConcurrentLinkedQueue<>();
    private final Queue<FaultApplication> unused = new ConcurrentLinkedQueue<>();

    @Test
    void f15RotationUnderLoad() {
        ReliabilityReport.measure(
                "F15",
                "secrets and sealing keys are rotated",
                "no failure within the grace time; the old secret refused within 1 s of its end",
                this::rotate);
    }

    private void rotate(Finding finding) throws InterruptedException {
        finding.did(
                "an application's secret rotated %d times with %d s of grace under %d clients that go on with the old one and %d with the new; then the sealing key: two replicas restarted in turn behind a balancer with the new key behind the old, with it before the old, and with it alone, under these and under applications that no replica has seen before",
                ROTATIONS, GRACE_SECONDS, CLIENTS / 2, CLIENTS / 2);
        PostgresProcess postgres = Cluster.shared().postgres();
        String url = postgres.newDatabase("rotation");
        List<ReplicaProcess> replicas = List.of(launch(url), launch(url)).stream()
                .map(ReplicaProcess::awaitReady)
                .toList();
        try (Balancer balancer = new Balancer(replicas)) {
            FaultApplication first = FaultApplication.register(replicas.getFirst());
            AtomicReference<FaultApplication> current = new AtomicReference<>(first);
            Tally tally;
            try (LoadClients load = LoadClients.start(
                    CLIENTS / 2,
                    List.of(balancer.port()),
                    client -> client.send(current.get().create()))) {
                tally = load.tally();
                Waiting.forGood(tally, 100);
                for (int rotation = 0; rotation < ROTATIONS; rotation++) {
                    rotateSecret(replicas.get(rotation % 2), balancer, current);
                }
                for (int number = 0; number < APPLICATIONS; number++) {
                    unused.add(FaultApplication.of(FaultApplication.admin(replicas.getFirst())
                            .post("/applications", "{\"name\":\"unused\"}")
                            .json()));
                }
                try (LoadClients newcomers =
                        LoadClients.start(1, List.of(balancer.port()), client -> useFirst(client, tally))) {
                    reseal(url, balancer, replicas);
                }
            }
            finding.saw(
                    "answers to the current secret of an application and to %d new applications %s, to the old one %s",
                    APPLICATIONS - unused.size(), tally.statuses(), statuses());
            finding.checkNone(
                    "failures with the current secret",
                    tally.entries().stream().filter(entry -> !entry.isGood()).toList());
            finding.checkNone(
                    "failures with the old one within its grace",
                    late.stream().filter(Late::isFailureInGrace).toList());
            finding.checkNone(
                    "201 for the old one later than 1 s after it",
                    late.stream().filter(Late::isAcceptedAfterwards).toList());
            finding.check(
                    "all sealed with the new key: " + sealedBy(url, "k2"),
                    sealedBy(url, "k1") == 0 && sealedBy(url, "k2") > 0);
        } finally {
            replicas.forEach(ReplicaProcess::close);
        }
    }

    private static ReplicaProcess launch(String url) {
        return ReplicaProcess.launch(url, keys(K1), "sessions.purge.interval=1s");
    }

    private static String keys(String... keys) {
        return "sessions.sealing.keys=" + String.join(",", keys);
    }

    /** Lets both replicas unseal the secret of an application that neither has in its cache. */
    private void useFirst(LoadClient client, Tally tally) {
        FaultApplication application = unused.poll();
        if (application != null) {
            for (int request = 0; request < 4; request++) {
                long start = System.nanoTime();
                tally.note(0, client.send(application.create()), start, System.nanoTime());
            }
        }
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rotateSecret(ReplicaProcess replica, Balancer balancer, AtomicReference<FaultApplication> current)
            throws InterruptedException {
        FaultApplication old = current.get();
        JsonNode answer = FaultApplication.admin(replica)
                .post("/applications/" + old.id() + "/rotate-secret", "{\"graceSeconds\":" + GRACE_SECONDS + "}")
                .json();
        Instant graceEnds =
                Instant.parse(answer.get("previousAuthSecretExpiresAt").asString());
        current.set(FaultApplication.of(answer));
        try (LoadClients laggards =
                LoadClients.start(CLIENTS / 2, List.of(balancer.port()), client -> sendLate(client, old, graceEnds))) {
            Thread.sleep(Duration.between(Instant.now(), graceEnds.plusSeconds(3)));
        }
    }

    private void sendLate(LoadClient client, FaultApplication old, Instant graceEnds) {
        Instant sent = Instant.now();
        int status = client.send(old.create()).status();
        late.add(new Late(status, sent, Instant.now(), graceEnds));
    }

    private static void reseal(String url, Balancer balancer, List<ReplicaProcess> replicas)
            throws InterruptedException {
        restartInTurn(balancer, replicas, keys(K1, K2));
        restartInTurn(balancer, replicas, keys(K2, K1));
        Await.until(() -> sealedBy(url, "k1") == 0);
        restartInTurn(balancer, replicas, keys(K2));
    }

    private static void restartInTurn(Balancer balancer, List<ReplicaProcess> replicas, String keys)
            throws InterruptedException {
        for (ReplicaProcess replica : replicas) {
            balancer.restart(replica, keys);
        }
    }

    private static long sealedBy(String url, String key) {
        return PostgresProcess.number(
                url,
                "SELECT count(*) FROM applications WHERE auth_secret LIKE '%1$s:%%' OR previous_auth_secret LIKE '%1$s:%%'"
                        .formatted(key));
    }

    private String statuses() {
        Tally statuses = new Tally();
        late.forEach(answer -> statuses.note(0, new Answer(answer.status(), Map.of(), ""), 0, 0));
        return statuses.statuses().toString();
    }
}
