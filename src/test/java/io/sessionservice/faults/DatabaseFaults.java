package io.sessionservice.faults;

import io.sessionservice.support.Await;
import io.sessionservice.support.Cable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** PostgreSQL killed, frozen and cut off under load. */
@TestMethodOrder(MethodOrderer.MethodName.class)
@Timeout(900)
class DatabaseFaults {

    private static final int CLIENTS = 16;
    private static final int KILLS = 3;
    private static final int CUTS = 10;

    /** Of each replica: spring.datasource.hikari.maximum-pool-size. */
    private static final int POOL = 8;

    @Test
    void f01KilledUnderLoad() {
        ReliabilityReport.measure(
                "F1",
                "PostgreSQL is killed",
                "nothing acknowledged is lost or undone; meanwhile only 503 with `Retry-After`; first 2xx within 2 s of PostgreSQL accepting",
                DatabaseFaults::kill);
    }

    private static void kill(Finding finding) {
        finding.did(
                "SIGKILL to every process of PostgreSQL, and a start, %d times under %d clients on 3 replicas that open, read, log in, log out and revoke",
                KILLS, CLIENTS);
        Cluster cluster = Cluster.shared();
        Ledger ledger = new Ledger(cluster.register(), cluster.replica(0));
        Duration slowest = Duration.ZERO;
        Tally tally;
        try (LoadClients load = LoadClients.start(CLIENTS, cluster.ports(), ledger::live)) {
            tally = load.tally();
            for (int kill = 0; kill < KILLS; kill++) {
                int logouts = ledger.logouts();
                int revocations = ledger.revocations();
                Waiting.forGood(tally, Scale.of(1_000));
                Await.until(() -> ledger.logouts() > logouts + 2 && ledger.revocations() > revocations + 10);
                cluster.postgres().kill();
                Waiting.forComeAgain(tally, 3 * CLIENTS);
                long accepts = cluster.postgres().restart();
                slowest = Waiting.longer(slowest, Waiting.untilGoodEverywhere(tally, cluster.ports(), accepts));
            }
            Waiting.forGood(tally, Scale.of(1_000));
        }
        finding.saw("answers %s", tally.statuses());
        finding.checkNone("neither 2xx nor 503 with `Retry-After`", tally.surprises());
        finding.checkAtMost("first 2xx of the slowest replica after", slowest, Duration.ofSeconds(2));
        finding.checkNone("lost of " + ledger.acknowledged(), ledger.lost(cluster.replica(1)));
    }

    @Test
    void f02Frozen() {
        ReliabilityReport.measure(
                "F2",
                "PostgreSQL is frozen",
                "every request answered within 3 s; liveness stays up; normal within 5 s of it going on",
                DatabaseFaults::freeze);
    }

    private static void freeze(Finding finding) throws InterruptedException {
        int seconds = Math.max(10, Scale.of(30));
        finding.did(
                "SIGSTOP to every process of PostgreSQL for %d s under %d clients on 3 replicas, then SIGCONT",
                seconds, CLIENTS);
        Cluster cluster = Cluster.shared();
        Ledger ledger = new Ledger(cluster.register(), cluster.replica(0));
        Tally tally;
        Tally probes = new Tally();
        long thawed;
        try (LoadClients load = LoadClients.start(CLIENTS, cluster.ports(), ledger::openAndRead)) {
            tally = load.tally();
            Waiting.forGood(tally, Scale.of(1_000));
            cluster.postgres().freeze();
            try (LoadClients prober = LoadClients.start(3, cluster.ports(), client -> probe(client, probes))) {
                Thread.sleep(Duration.ofSeconds(seconds));
            } finally {
                cluster.postgres().thaw();
            }
            thawed = System.nanoTime();
            Thread.sleep(Duration.ofSeconds(8));
            Waiting.forGood(tally, 100);
        }
        Duration normal = Duration.ofNanos(tally.entries().stream()
                .filter(entry -> !entry.isGood())
                .mapToLong(entry -> entry.endNanos() - thawed)
                .max()
                .orElse(0));
        finding.saw("answers %s", tally.statuses());
        finding.checkNone("neither 2xx nor 503 with `Retry-After`", tally.surprises());
        finding.checkAtMost("slowest", tally.longest(), Duration.ofSeconds(3));
        finding.checkNone("of %,d asked, `/livez` not up".formatted(probes.size()), probes.surprises());
        finding.checkAtMost("last 503 after going on", normal, Duration.ofSeconds(5));
        finding.checkNone("lost of " + ledger.acknowledged(), ledger.lost(cluster.replica(1)));
    }

    private static void probe(LoadClient client, Tally probes) {
        long start = System.nanoTime();
        probes.note(0, client.send(WireRequest.get("/livez", null)), start, System.nanoTime());
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void f03ConnectionsCut() {
        ReliabilityReport.measure(
                "F3",
                "connections to PostgreSQL are cut",
                "no 2xx for what is not so; the pool whole again within 10 s",
                DatabaseFaults::cut);
    }

    private static void cut(Finding finding) throws InterruptedException {
        finding.did(
                "under %d clients, all connections of a replica ended %d times by PostgreSQL (pg_terminate_backend), then cut %d times in the middle, where neither side is told",
                CLIENTS, CUTS, CUTS);
        PostgresProcess postgres = Cluster.shared().postgres();
        String url = postgres.newDatabase("cut");
        try (Cable cable = new Cable(postgres.port());
                ReplicaProcess replica = ReplicaProcess.launch(PostgresProcess.url("cut", cable.port()))
                        .awaitReady()) {
            Ledger ledger = new Ledger(FaultApplication.register(replica), replica);
            Duration whole = Duration.ZERO;
            Tally tally;
            try (LoadClients load = LoadClients.start(CLIENTS, List.of(replica.port()), ledger::live)) {
                tally = load.tally();
                for (int cut = 0; cut < 2 * CUTS; cut++) {
                    Waiting.forGood(tally, Scale.of(200));
                    if (cut < CUTS) {
                        PostgresProcess.execute(
                                url,
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut' AND pid <> pg_backend_pid()");
                    } else {
                        cable.pull();
                        Thread.sleep(50);
                        cable.plugIn();
                    }
                    long done = System.nanoTime();
                    Waiting.forGood(tally, 100);
                    Await.until(() -> connections(url) == POOL);
                    whole = Waiting.longer(whole, Waiting.since(done));
                }
            }
            finding.saw("answers %s", tally.statuses());
            finding.checkNone("neither 2xx nor 503 with `Retry-After`", tally.surprises());
            finding.checkNone("lost of " + ledger.acknowledged(), ledger.lost(replica));
            finding.checkAtMost(POOL + " connections and 100 good answers after", whole, Duration.ofSeconds(10));
        }
    }

    private static long connections(String url) {
        return PostgresProcess.number(
                url,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'cut' AND application_name = 'session-service'");
    }
}
