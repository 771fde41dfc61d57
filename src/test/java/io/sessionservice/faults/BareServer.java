package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sessionservice.support.Await;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * What is attacked in the control turns: a server beside the clients that takes requests off their connections and answers each
 * with the same few bytes. What good clients of the service suffer meanwhile is the attackers' share of the machine, and none of the
 * service's.
 */
final class BareServer implements AutoCloseable {

    private static final byte[] CREATED =
            answer("201 Created", "{\"token\":\"0123456789abcdef0123456789abcdef01234567\"}");
    private static final byte[] REFUSED = answer("429 Too Many Requests", "{\"errors\":[\"Too many requests\"]}");

    private final ServerSocket server;

    private BareServer(ServerSocket server) {
        this.server = server;
    }

    /** One that has answered. */
    static BareServer start() {
        try {
            BareServer server = new BareServer(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
            Thread.startVirtualThread(server::accept);
            Await.until(server::answers);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Connection connection = new Connection(port())) {
            return connection.send(WireRequest.get("/session.json", null)).status() == 429;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1024);
            for (String line = line(in); line != null; line = line(in)) {
                skipTheRest(in);
                socket.getOutputStream().write(line.startsWith("POST /session.json") ? CREATED : REFUSED);
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void skipTheRest(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).trim());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    private static byte[] answer(String status, String body) {
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }
}
