package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sessionservice.support.Await;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * What is attacked in the control turns: a process of its own that takes requests off their connections and answers each with the
 * same few bytes. What good clients of the service suffer meanwhile is the attackers' share of the machine, and none of the
 * service's.
 */
final class BareServer implements AutoCloseable {

    private static final byte[] CREATED =
            answer("201 Created", "{\"token\":\"0123456789abcdef0123456789abcdef01234567\"}");
    private static final byte[] REFUSED = answer("429 Too Many Requests", "{\"errors\":[\"Too many requests\"]}");

    private final int port = Ports.free();
    private final Process process;

    private BareServer() {
        try {
            process = new ProcessBuilder(
                            ServiceJar.java(),
                            "-XX:+UseSerialGC",
                            "-Xmx160m",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                    .split(File.pathSeparator, 2)[0],
                            BareServer.class.getName(),
                            Integer.toString(port))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that has answered. */
    static BareServer start() {
        BareServer server = new BareServer();
        Await.until(server::answers);
        return server;
    }

    private boolean answers() {
        try (Connection connection = new Connection(port)) {
            return connection.send(WireRequest.get("/session.json", null)).status() == 429;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process; not public, for the demo run takes the one that is. */
    static void main(String[] arguments) throws IOException {
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(arguments[0]), 1024, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
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
