package io.sessionservice.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Sends at a set rate, as cheaply as a client can, for it shares the processors with what it attacks: a few connections, each
 * with many requests in one write, and answers of which the status is read and no more.
 */
final class Flood implements GoodClients.Attack {

    /** Who send, from as many addresses. */
    static final int SENDERS = 8;

    /** As many as one connection may carry (server.tomcat.max-keep-alive-requests), in two writes. */
    private static final int BATCH = 50;

    private final int port;
    private final IntFunction<byte[]> request;
    private final long batchNanos;
    private final Map<Integer, Long> statuses = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long begin = System.nanoTime();
    private volatile long end;
    private volatile boolean running = true;

    private Flood(int port, int perSecond, int connections, IntFunction<byte[]> request) {
        this.port = port;
        this.request = request;
        this.batchNanos = 1_000_000_000L * BATCH * connections / perSecond;
    }

    /** Starts one with a connection for each sender. */
    static Flood start(int port, int perSecond, IntFunction<byte[]> request) {
        return start(port, perSecond, SENDERS, request);
    }

    /**
     * Starts one.
     *
     * @param connections of all senders; each sends more only when it has been answered
     * @param request the next request of the sender with this number
     */
    static Flood start(int port, int perSecond, int connections, IntFunction<byte[]> request) {
        Flood flood = new Flood(port, perSecond, connections, request);
        for (int connection = 0; connection < connections; connection++) {
            int sender = connection % SENDERS;
            long delay = flood.batchNanos * connection / connections;
            flood.threads.add(Thread.ofVirtual().start(() -> flood.run(sender, delay)));
        }
        return flood;
    }

    private void run(int sender, long delay) {
        long next = System.nanoTime() + delay;
        while (running) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                for (int batch = 0; batch < 2 && running; batch++) {
                    Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
                    next += batchNanos;
                    socket.getOutputStream().write(batch(sender));
                    readStatuses(in);
                }
            } catch (IOException e) {
                statuses.merge(0, 1L, Long::sum);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private byte[] batch(int sender) {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < BATCH; i++) {
            batch.writeBytes(request.apply(sender));
        }
        return batch.toByteArray();
    }

    /** Bodies are passed over: none holds the text that a status line begins with. */
    private void readStatuses(InputStream in) throws IOException {
        int found = 0;
        int matched = 0;
        String start = "HTTP/1.1 ";
        while (found < BATCH) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed");
            }
            matched = octet == start.charAt(matched) ? matched + 1 : octet == 'H' ? 1 : 0;
            if (matched == start.length()) {
                int status = (in.read() - '0') * 100 + (in.read() - '0') * 10 + in.read() - '0';
                statuses.merge(status, 1L, Long::sum);
                matched = 0;
                found++;
            }
        }
    }

    /** How often each status was answered; 0 is a connection that was cut. */
    static Map<Integer, Long> statuses(List<Flood> floods) {
        Map<Integer, Long> all = new TreeMap<>();
        floods.forEach(flood -> flood.statuses.forEach((status, count) -> all.merge(status, count, Long::sum)));
        return all;
    }

    /** Answers a second, while they ran. */
    static double rate(List<Flood> floods) {
        return floods.stream().mapToDouble(Flood::perSecond).average().orElse(0);
    }

    private double perSecond() {
        long answered = statuses.values().stream().mapToLong(Long::longValue).sum();
        return answered * 1e9 / (end - begin);
    }

    @Override
    public void close() {
        running = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        end = System.nanoTime();
    }
}
