package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionservice.support.RawHttp;
import io.sessionservice.support.RawHttp.Dripped;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Who sends a byte now and then holds a connection for a bounded time. Each drips often enough for the timeout of silence, and all at
 * once, for the tests to take as long as the slowest.
 */
@Isolated("judges times")
class SlowSendersIT {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String ENDLESS = "x".repeat(2_000);
    private static final Executor THREADS = Thread::startVirtualThread;

    private static final String POST =
            "POST /session.json HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    private static Replica replica;
    private static CompletableFuture<Dripped> line;
    private static CompletableFuture<Dripped> header;
    private static CompletableFuture<Dripped> body;
    private static CompletableFuture<Dripped> chunks;
    private static CompletableFuture<Dripped> oauth2;
    private static CompletableFuture<Dripped> chunkSize;
    private static CompletableFuture<Dripped> afterTheAnswer;
    private static CompletableFuture<Dripped> afterAnAnswerThatCloses;

    @BeforeAll
    static void start() {
        replica = Replica.start(TestPostgres.newDatabase(), "sessions.admission.receive-timeout=1s");
        line = drip("GE", "T /" + ENDLESS);
        header = drip("GET /session.json HTTP/1.1\r\nHost: a\r\nX: ", ENDLESS);
        body = drip(POST + "Content-Length: 2000\r\n\r\n", ENDLESS);
        chunks = drip(POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n".repeat(2_000));
        oauth2 = drip(
                POST.replace("/session.json", "/oauth2/introspect")
                        + "Authorization: Basic YTpi\r\nContent-Length: 2000\r\n\r\n",
                ENDLESS);
        chunkSize = drip(POST + "Transfer-Encoding: chunked\r\n\r\n1;", ENDLESS);
        afterTheAnswer = drip("GET /session.json HTTP/1.1\r\nHost: a\r\nContent-Length: 2000\r\n\r\n", ENDLESS);
        afterAnAnswerThatCloses = drip(
                "GET /session.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2000\r\n\r\n", ENDLESS);
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    private static CompletableFuture<Dripped> drip(String head, String rest) {
        return CompletableFuture.supplyAsync(() -> RawHttp.drip(replica.port(), head, rest, PAUSE), THREADS);
    }

    @Test
    void endsARequestLineThatDoesNotEnd() {
        isAnswered408(line.join());
    }

    @Test
    void endsAHeaderThatDoesNotEnd() {
        isAnswered408(header.join());
    }

    @Test
    void endsABodyThatDoesNotEnd() {
        isAnswered408(body.join());
    }

    @Test
    void endsABodyOfSmallChunks() {
        isAnswered408(chunks.join());
    }

    @Test
    void saysSoAsTheRouteDoes() {
        Dripped dripped = oauth2.join();
        assertThat(dripped.text())
                .startsWith("HTTP/1.1 408")
                .contains("{\"error\":\"invalid_request\",\"error_description\":\"Request took too long\"}");
        assertThat(dripped.held()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void endsAChunkSizeThatDoesNotEnd() {
        Dripped dripped = chunkSize.join();
        assertThat(dripped.text()).startsWith("HTTP/1.1 400");
        assertThat(dripped.held()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void endsABodyThatNobodyAskedFor() {
        for (Dripped dripped : List.of(afterTheAnswer.join(), afterAnAnswerThatCloses.join())) {
            assertThat(dripped.text()).startsWith("HTTP/1.1 401");
            assertThat(dripped.held()).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static void isAnswered408(Dripped dripped) {
        assertThat(dripped.text())
                .startsWith("HTTP/1.1 408")
                .contains("Content-Type: application/json", "Connection: close")
                .contains("{\"errors\":[\"Request took too long\"]}");
        assertThat(dripped.held()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(10));
    }

    @Test
    void leavesAloneWhoKeepsAConnection() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
            for (int i = 0; i < 40; i++) {
                ask(socket, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            // and who pauses within a request, and between two
            socket.getOutputStream().write("GET /li".getBytes(US_ASCII));
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            ask(socket, "vez HTTP/1.1\r\nHost: a\r\n\r\n");
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            ask(socket, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
        }
    }

    @Test
    void servesOthersMeanwhile() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write((i % 2 == 0 ? POST + "X: " : POST + "Content-Length: 9\r\n\r\na").getBytes(US_ASCII));
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
                ask(socket, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            for (Socket socket : slow) {
                socket.setSoTimeout(15_000);
                assertThat(new String(socket.getInputStream().readNBytes(10), US_ASCII))
                        .startsWith("HTTP/1.1 4");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void makesRoomForOthersWhenConnectionsCrowd() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try (Replica crowded = Replica.start(
                        TestPostgres.newDatabase(),
                        "server.tomcat.max-connections=40",
                        "sessions.admission.receive-timeout=1m",
                        "server.tomcat.connection-timeout=50s");
                Socket kept = new Socket(InetAddress.getLoopbackAddress(), crowded.port())) {
            ask(kept, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
            for (String start : List.of(
                    POST + "X: ",
                    POST + "Content-Length: 9\r\n\r\na",
                    POST + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
                    "")) {
                for (int i = 0; i < 100; i++) {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), crowded.port());
                    slow.add(socket);
                    socket.getOutputStream().write(start.getBytes(US_ASCII));
                }
                long begin = System.nanoTime();
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), crowded.port())) {
                    ask(socket, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
                }
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .as(start)
                        .isLessThan(Duration.ofSeconds(20));
                // whoever has asked before is let be, while there are others
                ask(kept, "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            // those that had to go from the tarpit too
            assertThat(statusOf(slow.get(0))).isEqualTo("HTTP/1.1 408");
            assertThat(statusOf(slow.get(100))).isEqualTo("HTTP/1.1 408");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void tellsThoseItGaveUpWhenTheirTimeIsOver() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try (Replica crowded = Replica.start(
                TestPostgres.newDatabase(),
                "server.tomcat.max-connections=40",
                "sessions.admission.receive-timeout=6s",
                "server.tomcat.connection-timeout=50s")) {
            for (String start : List.of(POST + "X: ", POST + "Content-Length: 9\r\n\r\na")) {
                for (int i = 0; i < 30; i++) {
                    Socket socket = new Socket(InetAddress.getLoopbackAddress(), crowded.port());
                    slow.add(socket);
                    socket.getOutputStream().write(start.getBytes(US_ASCII));
                }
            }
            for (Socket givenUp : List.of(slow.get(0), slow.get(30))) {
                // it is not told yet, and may send: a connection that is closed takes one byte more, and is reset by it
                givenUp.setSoTimeout(10);
                for (int i = 0; i < 5; i++) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                    givenUp.getOutputStream().write('1');
                    assertThatThrownBy(() -> givenUp.getInputStream().read())
                            .isInstanceOf(SocketTimeoutException.class);
                }
            }
            for (Socket givenUp : List.of(slow.get(0), slow.get(30))) {
                assertThat(statusOf(givenUp)).isEqualTo("HTTP/1.1 408");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static String statusOf(Socket socket) throws IOException {
        socket.setSoTimeout(15_000);
        return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }

    private static void ask(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        assertThat(readUntil(socket, "\"UP\"}")).contains("HTTP/1.1 200");
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            assertThat(next).as(answer.toString()).isNotNegative();
            answer.append((char) next);
        }
        return answer.toString();
    }
}
