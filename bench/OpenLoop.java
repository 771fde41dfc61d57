import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Sends requests at a fixed rate, whether or not earlier ones have been answered, and counts each latency from the moment at which
 * the request was due: a service that stalls is not spared the requests that it kept from being sent (coordinated omission). What it
 * sends has the headers that wrk's have.
 *
 * <p>{@code java OpenLoop.java PORT RATE WARM_SECONDS SECONDS POST BODIES_FILE} or {@code … GET|DELETE FIRST_TOKEN TOKENS};
 * prints: requests, errors, p50, p99, p99.9 and the longest in ms.
 */
class OpenLoop {

    private static final int CONNECTIONS = 128;

    private final Deque<Connection> free = new ArrayDeque<>();
    private final Selector selector = Selector.open();
    private final long[] nanos;
    private final int warm;
    private int answered;
    private int errors;

    OpenLoop(int warm, int counted) throws IOException {
        this.warm = warm;
        this.nanos = new long[counted];
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        int warm = rate * Integer.parseInt(arguments[2]);
        int counted = rate * Integer.parseInt(arguments[3]);
        OpenLoop loop = new OpenLoop(warm, counted);
        loop.run(port, rate, requests(arguments));
        Arrays.sort(loop.nanos);
        System.out.printf(
                "%d %d %.2f %.2f %.2f %.2f%n",
                counted, loop.errors, loop.at(0.5), loop.at(0.99), loop.at(0.999), loop.at(1));
    }

    private interface Requests {
        byte[] next();
    }

    private static Requests requests(String[] arguments) throws IOException {
        String host = "127.0.0.1:" + arguments[0];
        String method = arguments[4];
        if (method.equals("POST")) {
            List<String> bodies = Files.readAllLines(Path.of(arguments[5]));
            int[] at = {0};
            return () -> {
                String body = bodies.get(at[0]++ % bodies.size());
                return ("POST /session.json HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(UTF_8);
            };
        }
        long first = Long.parseLong(arguments[5]);
        int tokens = Integer.parseInt(arguments[6]);
        int[] at = {0};
        Random random = new Random(1);
        return () -> {
            int token = method.equals("GET") ? random.nextInt(tokens) : at[0]++ % tokens;
            return "%s /session.json HTTP/1.1\r\nHost: %s\r\nQB-Token: %040x\r\n\r\n"
                    .formatted(method, host, first + token)
                    .getBytes(UTF_8);
        };
    }

    private void run(int port, int rate, Requests requests) throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            free.add(new Connection(port));
        }
        int total = warm + nanos.length;
        long interval = 1_000_000_000L / rate;
        long begin = System.nanoTime();
        for (int sent = 0; answered < total; ) {
            while (sent < total && begin + sent * interval <= System.nanoTime() && !free.isEmpty()) {
                free.poll().send(requests.next(), sent, begin + sent * interval);
                sent++;
            }
            selector.select(1);
            for (SelectionKey key : selector.selectedKeys()) {
                ((Connection) key.attachment()).receive();
            }
            selector.selectedKeys().clear();
        }
    }

    private double at(double share) {
        return nanos[Math.max(0, (int) Math.ceil(nanos.length * share) - 1)] / 1e6;
    }

    private class Connection {

        private final int port;
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(8192);
        private int number;
        private long due;
        private boolean busy;

        Connection(int port) throws IOException {
            this.port = port;
            channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** A request is smaller than any socket's buffer. */
        void send(byte[] request, int number, long due) throws IOException {
            this.number = number;
            this.due = due;
            this.busy = true;
            answer.clear();
            if (channel.write(ByteBuffer.wrap(request)) != request.length) {
                throw new IOException("request written in part");
            }
        }

        void receive() throws IOException {
            if (channel.read(answer) < 0) {
                reopen();
                return;
            }
            String text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
            if (isWhole(text)) {
                answered(text.startsWith("HTTP/1.1 2"));
                free.add(this);
            }
        }

        /** The service may close a connection that it has answered; one that it has not is an error. */
        private void reopen() throws IOException {
            channel.close();
            free.remove(this);
            if (busy) {
                answered(false);
            }
            free.add(new Connection(port));
        }

        private void answered(boolean well) {
            busy = false;
            answered++;
            if (number >= warm) {
                nanos[number - warm] = System.nanoTime() - due;
                errors += well ? 0 : 1;
            }
        }

        private static boolean isWhole(String text) {
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            int length = text.indexOf("Content-Length: ");
            return length >= 0 && length < end
                    ? text.length() == end + 4 + Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)))
                    : text.endsWith("\r\n0\r\n\r\n");
        }
    }
}
