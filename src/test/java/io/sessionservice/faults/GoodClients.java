package io.sessionservice.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients as they should be: each opens a session, reads it, and pauses between requests; each from an address of its own. */
final class GoodClients {

    static final int TURNS = 3;

    private static final int CLIENTS = 8;
    private static final int READS = 4;
    private static final long PAUSE_MILLIS = 10;

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
        this.port = replica.port();
        this.application = application;
    }

    /** What they were answered, quiet and under attack. */
    record Comparison(List<Tally.Entry> quiet, List<Tally.Entry> attacked) {

        double factor() {
            return p99(attacked).toNanos() / (double) p99(quiet).toNanos();
        }

        /** Notes both and judges their ratio, and that good clients were served. */
        void check(Finding finding, double most) {
            finding.check(
                    "good clients' p99 %.1f ms, quiet %.1f ms (p50 %.1f, quiet %.1f): × %.2f"
                            .formatted(
                                    millis(p99(attacked)),
                                    millis(p99(quiet)),
                                    millis(quantile(attacked, 0.5)),
                                    millis(quantile(quiet, 0.5)),
                                    factor()),
                    factor() <= most);
            List<Tally.Entry> refused =
                    attacked.stream().filter(entry -> !entry.isGood()).toList();
            finding.checkNone("of %,d good requests refused".formatted(attacked.size()), refused);
        }
    }

    /** Warms up, then measures quiet and attacked in turns, so that what else the machine does meanwhile meets both. */
    Comparison compare(AttackStart attack) throws Exception {
        serve(Duration.ofSeconds(5));
        List<Tally.Entry> quiet = new ArrayList<>();
        List<Tally.Entry> attacked = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            quiet.addAll(serve(turn()).entries());
            try (Attack running = attack.start()) {
                attacked.addAll(serve(turn()).entries());
            }
            Thread.sleep(1_000);
        }
        return new Comparison(quiet, attacked);
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
