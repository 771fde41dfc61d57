package io.sessionservice.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Replicas that come and go. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(900)
class ReplicaFaults {

    private static final int CLIENTS = 16;
    private static final int READS = 9;
    private static final int RESTART_REQUESTS = 100_000;

    @Test
    void f10RollingRestart() {
        ReliabilityReport.measure(
                "F10",
                "replicas are restarted in turn",
                "no failed request of %,d at least, no POST twice".formatted(Scale.of(RESTART_REQUESTS)),
                ReplicaFaults::restartInTurn);
    }

    private static void restartInTurn(Finding finding) throws InterruptedException {
        int wanted = Scale.of(RESTART_REQUESTS);
        finding.did(
                "each of 3 replicas restarted by SIGTERM alone, then each taken out of the balancer 2 s before (a preStop pause), under %d kept connections; the balancer asks `/readyz` twice a second and sends nothing twice",
                CLIENTS);
        Cluster cluster = Cluster.shared();
        FaultApplication application = cluster.register();
        Tally tally;
        Queue<String> opened = new ConcurrentLinkedQueue<>();
        long requests;
        try (Balancer balancer = new Balancer(cluster.replicas());
                LoadClients load = LoadClients.start(
                        CLIENTS, List.of(balancer.port()), client -> openAndRead(application, client, opened))) {
            tally = load.tally();
            for (int restart = 0; restart < 6; restart++) {
                if (restart >= 3) {
                    balancer.remove(cluster.replica(restart % 3));
                    Thread.sleep(2_000);
                }
                balancer.restart(cluster.replica(restart % 3));
            }
            requests = tally.size();
            while (tally.size() < wanted) {
                Thread.sleep(50);
            }
        }
        finding.saw(
                "%,d requests, %,d of them before the last restart ended, answers %s",
                tally.size(), requests, tally.statuses());
        finding.checkNone(
                "failed",
                tally.entries().stream().filter(entry -> !entry.isGood()).toList());
        long rows = PostgresProcess.number(
                cluster.postgres().url(), "SELECT count(*) FROM sessions WHERE application_id = " + application.id());
        finding.check("%,d sessions for %,d 201".formatted(rows, opened.size()), rows == opened.size());
    }

    private static void openAndRead(FaultApplication application, LoadClient client, Queue<String> opened) {
        Answer created = client.send(application.create());
        if (created.status() == 201) {
            opened.add(created.token());
            for (int read = 0; read < READS; read++) {
                client.send(WireRequest.get("/session.json", created.token()));
            }
        }
    }

    @Test
    void f11KilledMidCreate() {
        ReliabilityReport.measure(
                "F11",
                "a replica is killed while it creates",
                "the same request sent again gets 201 or \"Unexpected nonce\"; no nonce without a session, no session without a nonce",
                ReplicaFaults::killMidCreate);
    }

    private static void killMidCreate(Finding finding) throws InterruptedException {
        int kills = Math.max(2, Scale.of(5));
        finding.did(
                "SIGKILL to a replica %d times under 32 clients that create; what had no answer was sent again to another",
                kills);
        Cluster cluster = Cluster.shared();
        FaultApplication application = cluster.register();
        ReplicaProcess victim = cluster.replica(2);
        List<Answer> again = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            Queue<byte[]> unanswered = new ConcurrentLinkedQueue<>();
            Tally tally = new Tally();
            List<Thread> threads = IntStream.range(0, 32)
                    .mapToObj(
                            i -> Thread.ofVirtual().start(() -> createUntilCut(application, victim, tally, unanswered)))
                    .toList();
            Waiting.forGood(tally, 500);
            victim.kill();
            for (Thread thread : threads) {
                thread.join();
            }
            unanswered.forEach(request -> again.add(Cluster.ask(cluster.replica(0), request)));
            victim.start();
            victim.awaitReady();
        }
        long committed = again.stream().filter(Answer::isReplay).count();
        List<Answer> others = again.stream()
                .filter(answer -> answer.status() != 201 && !answer.isReplay())
                .toList();
        finding.check(
                "%d sent again: %d new, %d \"Unexpected nonce\""
                        .formatted(again.size(), again.size() - committed - others.size(), committed),
                !again.isEmpty());
        finding.checkNone("answered otherwise", others);
        long orphans = PostgresProcess.number(cluster.postgres().url(), """
                SELECT count(*)
                FROM (SELECT request_timestamp, nonce FROM nonces WHERE application_id = %1$s) n
                FULL JOIN (SELECT request_timestamp, nonce FROM sessions WHERE application_id = %1$s) s
                    USING (request_timestamp, nonce)
                WHERE n IS NULL OR s IS NULL
                """.formatted(application.id()));
        finding.check(orphans + " orphans", orphans == 0);
    }

    private static void createUntilCut(
            FaultApplication application, ReplicaProcess victim, Tally tally, Queue<byte[]> unanswered) {
        try (LoadClient client = new LoadClient(victim.port(), tally)) {
            Answer answer;
            do {
                byte[] request = application.create();
                answer = client.send(request);
                if (answer.status() == 0) {
                    unanswered.add(request);
                }
            } while (answer.status() != 0);
        }
    }

    @Test
    void f30ManyAtOnce() {
        ReliabilityReport.measure(
                "F30", "many replicas start at once on an empty database", "one migrates, all are ready", finding -> {
                    int count = Math.max(5, Scale.of(20));
                    finding.did("%d replicas started at once on an empty database", count);
                    PostgresProcess postgres = Cluster.shared().postgres();
                    startAtOnce(finding, count, postgres.newDatabase("at_once"));
                });
    }

    private static void startAtOnce(Finding finding, int count, String url) {
        long start = System.nanoTime();
        List<ReplicaProcess> replicas = IntStream.range(0, count)
                .mapToObj(i -> ReplicaProcess.launch(
                        url, "spring.datasource.hikari.minimum-idle=1", "spring.datasource.hikari.maximum-pool-size=2"))
                .toList();
        try {
            replicas.forEach(ReplicaProcess::awaitReady);
            finding.saw("all ready after %.0f s", Waiting.since(start).toMillis() / 1e3);
            long versions = PostgresProcess.number(
                    url, "SELECT count(DISTINCT version) FROM flyway_schema_history WHERE success");
            long rows =
                    PostgresProcess.number(url, "SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL");
            finding.check("%d migrations, each once".formatted(versions), versions > 0 && rows == versions);
            long migrating = replicas.stream()
                    .filter(replica -> replica.logged("Migrating schema"))
                    .count();
            finding.check(migrating + " of them migrated", migrating == 1);
            FaultApplication application = FaultApplication.register(replicas.getFirst());
            long serving = replicas.stream()
                    .filter(replica ->
                            Cluster.ask(replica, application.create()).status() == 201)
                    .count();
            finding.check(serving + " of " + count + " serve", serving == count);
        } finally {
            replicas.forEach(ReplicaProcess::close);
        }
    }
}
