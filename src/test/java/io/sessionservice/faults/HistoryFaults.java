package io.sessionservice.faults;

import io.sessionservice.faults.TokenHistory.Act;
import io.sessionservice.faults.TokenHistory.State;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A random history over three replicas and a database that is killed: the answers to each token have a legal order. */
@Timeout(900)
class HistoryFaults {

    private static final int CLIENTS = 12;
    private static final int KILLS = 3;
    private static final int ACTS_OF_A_TOKEN = 12;

    private final Queue<String> anomalies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger acts = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();

    @Test
    void f29RandomHistory() {
        ReliabilityReport.measure(
                "F29",
                "random histories, with PostgreSQL killed",
                "no answer out of a legal order: none, application, user, application, gone",
                this::liveAndCheck);
    }

    private void liveAndCheck(Finding finding) throws InterruptedException {
        int wanted = Scale.of(20_000);
        Cluster cluster = Cluster.shared();
        FaultApplication application = cluster.register();
        try (LoadClients load =
                LoadClients.start(CLIENTS, cluster.ports(), client -> live(cluster, application, client))) {
            for (int kill = 0; kill < KILLS; kill++) {
                awaitActs(wanted * (kill + 1) / (KILLS + 1));
                cluster.postgres().kill();
                Waiting.forComeAgain(load.tally(), CLIENTS);
                cluster.postgres().restart();
            }
            awaitActs(wanted);
        }
        finding.did(
                "%d clients, each act (log in, log out, revoke, read) on a random one of 3 replicas, PostgreSQL killed %d times; every answer checked against all that may be so of its token",
                CLIENTS, KILLS);
        finding.saw("%,d acts on %,d tokens, %,d acts without a known end", acts.get(), tokens.get(), unanswered.get());
        finding.checkNone("anomalies", List.copyOf(anomalies));
    }

    private void awaitActs(int number) throws InterruptedException {
        while (acts.get() < number) {
            Thread.sleep(20);
        }
    }

    private void live(Cluster cluster, FaultApplication application, LoadClient client) {
        Answer created = client.send(application.create());
        if (created.status() != 201) {
            return;
        }
        tokens.incrementAndGet();
        TokenHistory history = new TokenHistory();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int act = 0; act < ACTS_OF_A_TOKEN; act++) {
            String anomaly = step(history, cluster.replica(random.nextInt(3)), created, random.nextInt(40));
            if (anomaly != null) {
                anomalies.add(anomaly);
                return;
            }
            acts.incrementAndGet();
        }
    }

    private @Nullable String step(TokenHistory history, ReplicaProcess replica, Answer created, int dice) {
        String token = created.token();
        if (dice < 2) {
            return act(
                    history,
                    Act.LOGIN,
                    Cluster.ask(replica, FaultApplication.login(token)).status());
        }
        if (dice < 6) {
            return act(
                    history,
                    Act.LOGOUT,
                    Cluster.ask(replica, WireRequest.delete("/session.json", token))
                            .status());
        }
        if (dice < 7) {
            return act(history, Act.REVOKE, revoke(replica, created));
        }
        return read(history, Cluster.ask(replica, WireRequest.get("/session.json", token)));
    }

    private static int revoke(ReplicaProcess replica, Answer created) {
        return FaultApplication.admin(replica)
                .delete("/sessions/" + created.json().get("id"))
                .status();
    }

    private @Nullable String act(TokenHistory history, Act act, int status) {
        if (status / 100 == 2) {
            return history.acknowledged(act);
        }
        if (status == 401 || status == 404 && act == Act.REVOKE) {
            return history.read(State.GONE);
        }
        history.unknown(act);
        unanswered.incrementAndGet();
        return status == 503 ? null : act + " answered " + status;
    }

    private static @Nullable String read(TokenHistory history, Answer answer) {
        return switch (answer.status()) {
            case 200 -> history.read(answer.userId() == 0 ? State.APPLICATION : State.USER);
            case 401 -> history.read(State.GONE);
            case 503 -> null;
            default -> "read answered " + answer.status() + " " + answer.body();
        };
    }
}
