package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.RawHttp;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that no client sends: each is refused with our JSON, soon, and no second request hides in one. The answer is read until
 * the server closes, so a request whose end is in doubt (RFC 9112, 6.3 and 11.2) must end its connection.
 */
@Isolated("judges times")
class HostileRequestsIT {

    private static final int TRIES = 5;
    private static final Duration SOON = Duration.ofMillis(50);

    private static Replica replica;

    @BeforeAll
    static void start() {
        replica = Replica.start(TestPostgres.newDatabase(), "sessions.limits.enabled=false");
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @ParameterizedTest
    @MethodSource({
        "io.sessionservice.support.HostileRequests#bodies",
        "io.sessionservice.support.HostileRequests#framings"
    })
    void areRefusedSoonInOurShape(String request, int status) {
        byte[] bytes = request.getBytes(ISO_8859_1);
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            RawHttp.Answer answer = RawHttp.send(replica.port(), bytes);
            fastest = Math.min(fastest, System.nanoTime() - begin);
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).startsWith("{\"errors\":").endsWith("}").doesNotContain("HTTP/1.1");
            assertThat(answer.head()).anyMatch(line -> line.startsWith("Content-Type: application/json"));
        }
        assertThat(Duration.ofNanos(fastest)).isLessThan(SOON);
    }
}
