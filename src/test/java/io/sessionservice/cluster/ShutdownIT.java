package io.sessionservice.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.RawHttp;
import io.sessionservice.support.RawHttp.Answer;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** On the way out a replica says so at once and goes on serving for a while. */
@Isolated("judges times")
class ShutdownIT {

    @Test
    void servesOnAfterReadinessHasTurned() throws InterruptedException {
        Replica replica = Replica.start(TestPostgres.newDatabase(), "sessions.shutdown.linger=3s");
        int port = replica.port();
        assertThat(get(port, "/readyz").status()).isEqualTo(200);
        Thread closing = Thread.ofPlatform().start(replica::close);
        Instant deadline = Instant.now().plus(Duration.ofSeconds(2));
        while (get(port, "/readyz").status() == 200) {
            assertThat(Instant.now()).isBefore(deadline);
        }
        assertThat(get(port, "/readyz").status()).isEqualTo(503);
        assertThat(get(port, "/livez").status()).isEqualTo(200);
        Answer served = get(port, "/session.json");
        assertThat(served.status()).isEqualTo(401);
        assertThat(served.head()).contains("Connection: close");
        closing.join();
    }

    /** Asks to keep the connection, so that an answer that ends it does so of its own accord. */
    private static Answer get(int port, String path) {
        String close = path.equals("/session.json") ? "" : "Connection: close\r\n";
        return RawHttp.send(
                port, ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + close + "\r\n").getBytes(US_ASCII));
    }
}
