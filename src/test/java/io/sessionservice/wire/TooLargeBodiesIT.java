package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who sends too much is told so while most of it is still to come, and may send it: closed with something unread, the connection would be
 * reset, and a client that writes before it reads would lose the answer (RFC 9112, section 9.6).
 */
class TooLargeBodiesIT {

    private static final int BODY = 1024 * 1024;
    private static final int PIECE = 64 * 1024;

    private static Replica replica;

    @BeforeAll
    static void start() {
        replica = Replica.start(TestPostgres.newDatabase());
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 1048576, ''", "Transfer-Encoding: chunked, '100000\r\n'"})
    void areReadOnAfterTheAnswer(String framing, String beforeBody) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /session.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n" + framing + "\r\n\r\n" + beforeBody)
                    .getBytes(ISO_8859_1));
            out.write(new byte[PIECE]);
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(status, ISO_8859_1)).isEqualTo("HTTP/1.1 413");
            for (int sent = PIECE; sent < BODY; sent += PIECE) {
                // a socket is closed as late as Tomcat next looks at all of them
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                out.write(new byte[PIECE]);
            }
            out.write((beforeBody.isEmpty() ? "" : "\r\n0\r\n\r\n").getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("{\"errors\":[\"Request body is too large\"]}");
        }
    }
}
