package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.support.Await;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Spreads kept connections over replicas, request by request, as balancers do: asks each for {@code /readyz}, keeps its own
 * connections to them, and sends nothing twice. Where a replica breaks off, the client is told 502.
 */
final class Balancer implements AutoCloseable {

    private static final long PROBE_MILLIS = 500;

    private final ServerSocket listener;
    private final List<ReplicaProcess> replicas;
    private final Set<ReplicaProcess> ready = ConcurrentHashMap.newKeySet();
    private final Set<ReplicaProcess> removed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    Balancer(List<ReplicaProcess> replicas) {
        this.replicas = replicas;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        probe();
        Thread.ofVirtual().start(this::probeOften);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Takes it out, as an orchestrator does before it stops it. */
    void remove(ReplicaProcess replica) {
        removed.add(replica);
        ready.remove(replica);
    }

    void add(ReplicaProcess replica) {
        removed.remove(replica);
    }

    boolean isReady(ReplicaProcess replica) {
        return ready.contains(replica);
    }

    /** Lets a replica end by SIGTERM and start anew, perhaps with other settings, and returns when it is sent requests again. */
    void restart(ReplicaProcess replica, String... settings) throws InterruptedException {
        replica.term();
        replica.awaitEnd();
        replica.start(settings);
        replica.awaitReady();
        add(replica);
        Await.until(() -> isReady(replica));
    }

    private void probeOften() {
        while (!listener.isClosed()) {
            probe();
            try {
                Thread.sleep(PROBE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void probe() {
        for (ReplicaProcess replica : replicas) {
            if (!removed.contains(replica) && replica.isReady()) {
                ready.add(replica);
            } else {
                ready.remove(replica);
            }
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        Map<ReplicaProcess, Connection> kept = new ConcurrentHashMap<>();
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (byte[] request = read(in); request.length > 0; request = read(in)) {
                kept.entrySet().removeIf(entry -> !ready.contains(entry.getKey()) && close(entry.getValue()));
                socket.getOutputStream().write(print(forward(request, kept)));
            }
        } catch (IOException e) {
            // the client has gone
        } finally {
            kept.values().forEach(Connection::close);
        }
    }

    private Answer forward(byte[] request, Map<ReplicaProcess, Connection> kept) {
        List<ReplicaProcess> candidates =
                replicas.stream().filter(ready::contains).toList();
        if (candidates.isEmpty()) {
            return new Answer(502, Map.of(), "no replica is ready");
        }
        ReplicaProcess chosen = candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size()));
        try {
            Connection connection = kept.remove(chosen);
            if (connection == null) {
                connection = new Connection(chosen.port());
            }
            Answer answer = connection.send(request);
            if (connection.isUsable()) {
                kept.put(chosen, connection);
            } else {
                connection.close();
            }
            return answer;
        } catch (IOException e) {
            return new Answer(502, Map.of(), "port " + chosen.port() + ": " + e);
        }
    }

    private static boolean close(Connection connection) {
        connection.close();
        return true;
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        int line = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            request.write(octet);
            if (octet == '\n' && line == 0) {
                request.writeBytes(in.readNBytes(length(request.toString(ISO_8859_1))));
                return request.toByteArray();
            }
            line = octet == '\n' ? 0 : octet == '\r' ? line : line + 1;
        }
        return new byte[0];
    }

    private static int length(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length:");
        return at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + 15, head.indexOf('\r', at)).trim());
    }

    private static byte[] print(Answer answer) {
        byte[] body = answer.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " \r\n");
        answer.headers().forEach((name, value) -> {
            if (!Set.of("connection", "transfer-encoding", "content-length").contains(name)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        head.append("content-length: ").append(body.length).append("\r\n\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
