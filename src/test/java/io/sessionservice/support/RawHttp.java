package io.sessionservice.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** HTTP/1.1 as bytes, for requests that no client library would send and answers that none would show as they are. */
public final class RawHttp {

    /**
     * An answer.
     *
     * @param head the status line and the headers, in the order of the wire
     */
    public record Answer(List<String> head, String body) {

        public int status() {
            return Integer.parseInt(head.getFirst().split(" ")[1]);
        }
    }

    private RawHttp() {}

    /** Sends the bytes as they are and reads until the server closes. */
    public static Answer send(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            // or the last piece of a long request waits here for the acknowledgement of those before, 40 ms now and
            // then
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            return parse(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What came of a request that was sent slowly.
     *
     * @param text all that the server sent
     * @param held until the server closed
     */
    public record Dripped(String text, Duration held) {}

    /** Sends the head of the request at once and the rest byte by byte, for as long as the server takes it. */
    public static Dripped drip(int port, String head, String rest, Duration pause) {
        long begin = System.nanoTime();
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            Thread.startVirtualThread(() -> drip(socket, rest.getBytes(ISO_8859_1), pause));
            socket.getInputStream().transferTo(sent);
        } catch (IOException e) {
            // closed with something of ours unread: what it sent before is what counts
            return new Dripped(sent.toString(ISO_8859_1), Duration.ofNanos(System.nanoTime() - begin));
        }
        return new Dripped(sent.toString(ISO_8859_1), Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void drip(Socket socket, byte[] bytes, Duration pause) {
        try {
            for (byte next : bytes) {
                socket.getOutputStream().write(next);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (IOException e) {
            // the server has closed, which is what is waited for
        }
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("No answer, but: " + text);
        }
        List<String> head = new ArrayList<>(List.of(text.substring(0, end).split("\r\n")));
        String body = text.substring(end + 4);
        boolean chunked = head.removeIf(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        byte[] raw = (chunked ? unchunk(body) : body).getBytes(ISO_8859_1);
        return new Answer(head, new String(raw, UTF_8));
    }

    private static String unchunk(String body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length()) {
            int lineEnd = body.indexOf("\r\n", at);
            int length = Integer.parseInt(body.substring(at, lineEnd), 16);
            if (length == 0) {
                break;
            }
            whole.writeBytes(body.substring(lineEnd + 2, lineEnd + 2 + length).getBytes(ISO_8859_1));
            at = lineEnd + 2 + length + 2;
        }
        return whole.toString(ISO_8859_1);
    }
}
