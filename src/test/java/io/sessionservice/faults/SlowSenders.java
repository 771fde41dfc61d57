package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sessionservice.support.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections that send a byte a second and never end what they say (slow-loris), and come again when they are closed: half of them
 * watch for that, the others find out as they send.
 */
final class SlowSenders implements GoodClients.Attack {

    private static final byte[] HEAD = "GET /session.json HTTP/1.1\r\nHost: localhost\r\nX-Long: ".getBytes(ISO_8859_1);
    private static final byte[] BODY =
            ("POST /session.json HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: 10000\r\n\r\napplication_id=")
                    .getBytes(ISO_8859_1);

    private final int port;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile boolean running = true;

    private SlowSenders(int port) {
        this.port = port;
    }

    static SlowSenders start(int port, int sockets) throws InterruptedException {
        SlowSenders senders = new SlowSenders(port);
        for (int i = 0; i < sockets; i++) {
            byte[] first = i % 2 == 0 ? HEAD : BODY;
            boolean watching = i % 4 < 2;
            Thread.ofVirtual().start(() -> senders.run(first, watching));
            // spread over some seconds, as they then go on
            Thread.sleep(Duration.ofMillis(1));
        }
        Thread.sleep(Duration.ofSeconds(1));
        return senders;
    }

    private void run(byte[] first, boolean watching) {
        while (running) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                send(socket, first, watching);
            } catch (IOException e) {
                // closed by the service: again
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void send(Socket socket, byte[] first, boolean watching) throws IOException, InterruptedException {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            socket.getOutputStream().write(first);
            while (running) {
                if (!watching) {
                    Thread.sleep(1_000);
                } else if (ends(socket)) {
                    return;
                }
                socket.getOutputStream().write('1');
            }
        } finally {
            open.decrementAndGet();
        }
    }

    /** Whether it does within a second. */
    private static boolean ends(Socket socket) throws IOException {
        socket.setSoTimeout(1_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    int mostOpen() {
        return mostOpen.get();
    }

    @Override
    public void close() {
        running = false;
        Await.until(() -> open.get() == 0);
    }
}
