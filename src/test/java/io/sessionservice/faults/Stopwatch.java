package io.sessionservice.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Times two kinds of requests, drawn by lot on each of some connections, so that whatever else happens meets both alike. */
final class Stopwatch {

    private final int port;
    private final int connections;
    private final List<String> otherwise = Collections.synchronizedList(new ArrayList<>());

    Stopwatch(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** A request, and the answer that it must have. */
    record Kind(Supplier<byte[]> request, int status, String body) {}

    /** Sends about so many of each. */
    Welch time(int samples, Kind first, Kind second) throws InterruptedException {
        // the first ones meet code that is not yet compiled
        send(Math.max(20, samples / 20), first, second);
        List<List<Double>> times = send(samples, first, second);
        return Welch.of(times.get(0), times.get(1));
    }

    private List<List<Double>> send(int samples, Kind first, Kind second) throws InterruptedException {
        List<List<Double>> times = List.of(
                Collections.synchronizedList(new ArrayList<>()), Collections.synchronizedList(new ArrayList<>()));
        List<Thread> threads = IntStream.range(0, connections)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    try (LoadClient client = new LoadClient(port, new Tally())) {
                        for (int sample = 0; sample < 2 * samples / connections; sample++) {
                            int kind = ThreadLocalRandom.current().nextInt(2);
                            times.get(kind).add(one(client, kind == 0 ? first : second));
                        }
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        return times;
    }

    private double one(LoadClient client, Kind kind) {
        byte[] request = kind.request().get();
        long start = System.nanoTime();
        Answer answer = client.send(request);
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.status() != kind.status() || !answer.body().equals(kind.body())) {
            otherwise.add(answer.status() + " " + answer.body());
        }
        return millis;
    }

    /** Answers that were not the ones to be timed. */
    List<String> otherwise() {
        return List.copyOf(otherwise);
    }
}
