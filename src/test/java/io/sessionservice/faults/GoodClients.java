package io.sessionservice.faults;

import io.sessionservice.support.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients as they should be: each opens a session, reads it, and pauses between requests; each from an address of its own. */
final class GoodClients {

    static final int TURNS = 3;

    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WARM_UPS = Duration.ofSeconds(2);
    private static final int CLIENTS = 8;
    private static final int READS = 4;
    private static final long PAUSE_MILLIS = 10;

    private static final int MOST_WARM_UPS = 15;

    private final ReplicaProcess replica;
    private final int port;
    private final FaultApplication application;
    private final AtomicInteger clients = new AtomicInteger();

    /** Something that is done to the service until it is closed. */
    interface Attack extends AutoCloseable {
        @Override
        void close();
    }

    interface AttackStart {
        Attack start() throws Exception;
    }

    GoodClients(ReplicaProcess replica, FaultApplication application) {
        this.replica = replica;
        this.port = replica.port();
        this.application = application;
    }

    /** An attack on whatever listens at this port. */
    interface AttackOn {
        Attack start(int port) throws Exception;
    }

    /** Warms up, then measures quiet and attacked in turns. */
    Comparison compare(AttackStart attack) throws Exception {
        serve(WARM_UP);
        Comparison.Turns turns = new Comparison.Turns(this);
        for (int turn = 0; turn < TURNS; turn++) {
            turns.quiet();
            turns.attack(attack.start());
        }
        return turns.seen();
    }

    /** Warms up, the attack too, until little is left to compile, then measures quiet, beside the same attack on a {@link BareServer}, and attacked in turns. */
    Comparison compareWithControl(AttackOn attack) throws Exception {
        try (BareServer control = BareServer.start()) {
            serveBeside(attack.start(control.port()), WARM_UP);
            // in turns: what is compiled for one of the two ways of use is compiled anew for both
            new Compilers(replica).untilQuiet(MOST_WARM_UPS, () -> {
                serveBeside(attack.start(port), WARM_UP);
                serve(BETWEEN_WARM_UPS);
            });
            Comparison.Turns turns = new Comparison.Turns(this);
            for (int turn = 0; turn < TURNS; turn++) {
                turns.quiet();
                turns.control(attack.start(control.port()));
                turns.attack(attack.start(port));
            }
            return turns.seen();
        }
    }

    /** How long one turn is. */
    static Duration turn() {
        return Duration.ofSeconds(Math.max(6, Scale.of(20)));
    }

    void warmUp() throws InterruptedException {
        serve(Duration.ofSeconds(8));
    }

    /** Serves them for so long. */
    Tally serve(Duration time) throws InterruptedException {
        try (LoadClients load = start()) {
            Thread.sleep(time.toMillis());
            return load.tally();
        }
    }

    /** Serves them for so long beside an attack, and ends that. */
    Tally serveBeside(Attack attack, Duration time) throws InterruptedException {
        try (attack) {
            return serve(time);
        } finally {
            Await.until(this::areAnsweredSoon);
        }
    }

    /** Whether the service is done with what came before: one more attack is not to pay for the last. */
    private boolean areAnsweredSoon() {
        try (LoadClient client = new LoadClient(port, new Tally())) {
            long begin = System.nanoTime();
            int status = client.send(WireRequest.get("/livez", null)).status();
            return status == 200 && Waiting.since(begin).compareTo(SOON) < 0;
        }
    }

    LoadClients start() {
        return LoadClients.start(CLIENTS, List.of(port), this::openAndRead);
    }

    private void openAndRead(LoadClient client) {
        String address = "198.51.100." + clients.incrementAndGet() % 250;
        Answer created = client.send(Forwarded.from(address, application.create()));
        pause();
        for (int read = 0; created.status() == 201 && read < READS; read++) {
            client.send(Forwarded.from(address, WireRequest.get("/session.json", created.token())));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Duration p99(List<Tally.Entry> entries) {
        return quantile(entries, 0.99);
    }

    static Duration quantile(List<Tally.Entry> entries, double share) {
        List<Duration> sorted = entries.stream()
                .filter(Tally.Entry::isGood)
                .map(Tally.Entry::latency)
                .sorted()
                .toList();
        return sorted.isEmpty() ? Duration.ofDays(1) : sorted.get((int) (sorted.size() * share));
    }

    static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
