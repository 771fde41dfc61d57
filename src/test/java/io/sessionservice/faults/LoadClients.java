package io.sessionservice.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Many clients on virtual threads, each doing the same again and again until they are stopped. */
final class LoadClients implements AutoCloseable {

    private final Tally tally = new Tally();
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;

    /** Starts so many, spread over these ports. */
    static LoadClients start(int clients, List<Integer> ports, Consumer<LoadClient> act) {
        LoadClients load = new LoadClients();
        for (int i = 0; i < clients; i++) {
            int port = ports.get(i % ports.size());
            load.threads.add(Thread.ofVirtual().start(() -> load.run(port, act)));
        }
        return load;
    }

    private void run(int port, Consumer<LoadClient> act) {
        try (LoadClient client = new LoadClient(port, tally)) {
            while (running) {
                act.accept(client);
            }
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    Tally tally() {
        return tally;
    }

    /** Lets each end what it is about; a fault of the test's own shows here. */
    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a client failed", failures.peek());
        }
    }
}
