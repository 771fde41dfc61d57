package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A connection that is closed under a client costs it an error now and then, and everybody the next handshake. */
class KeptConnectionsIT {

    private static final int REQUESTS = 500;

    @Test
    void carryManyRequests() throws IOException {
        String request = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Replica replica = Replica.start(TestPostgres.newDatabase());
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((request.repeat(REQUESTS - 1) + request.replace("Host: a", "Host: a\r\nConnection: close"))
                            .getBytes(US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII).split("HTTP/1.1 200", -1))
                    .hasSize(REQUESTS + 1);
        }
    }
}
