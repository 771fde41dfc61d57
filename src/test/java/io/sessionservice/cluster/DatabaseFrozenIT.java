package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Await;
import io.sessionservice.support.PostgresProcess;
import io.sessionservice.support.Replica;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** PostgreSQL is frozen (SIGSTOP) under load: connections stay open and nobody answers, which only timeouts can end. */
@Isolated("judges times")
@Timeout(120)
class DatabaseFrozenIT {

    private static final int CLIENTS = 24;
    private static final Duration FROZEN = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicLong nonces = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean running = true;

    @Test
    void answersEveryRequestInThreeSecondsAndServesFiveSecondsAfter() throws Exception {
        try (PostgresProcess postgres = new PostgresProcess(folder);
                Replica replica = Replica.start(
                        postgres.details(),
                        "sessions.bootstrap[0].id=92",
                        "sessions.bootstrap[0].name=frozen",
                        "sessions.bootstrap[0].auth-key=frozen-key",
                        "sessions.bootstrap[0].auth-secret=frozen-secret");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                threads.submit(() -> openAndRead(replica.url()));
            }
            try {
                Await.until(() -> served.get() > 500);
                postgres.freeze();
                Instant end = Instant.now().plus(FROZEN);
                WireClient prober = new WireClient(replica.url());
                Await.until(() -> {
                    assertThat(prober.get("/livez", "none").status()).isEqualTo(200);
                    return Instant.now().isAfter(end);
                });
                assertThat(unavailable.get()).isGreaterThan(CLIENTS);
                postgres.thaw();
                Instant thawed = Instant.now();
                long before = served.get();
                Await.until(() -> served.get() > before + 200);
                assertThat(Duration.between(thawed, Instant.now())).isLessThan(Duration.ofSeconds(5));
                long refused = unavailable.get();
                long after = served.get();
                Await.until(() -> served.get() > after + 500);
                assertThat(unavailable.get()).as("whole again").isEqualTo(refused);
            } finally {
                running = false;
            }
        }
        assertThat(surprises).isEmpty();
        assertThat(Duration.ofNanos(slowest.get())).isLessThan(Duration.ofSeconds(3));
    }

    private void openAndRead(String url) {
        WireClient client = new WireClient(url);
        String token = "";
        while (running) {
            Answer opened = timed(() -> client.postForm("/session.json", request()));
            note(opened, 201);
            if (opened.status() == 201) {
                token = opened.token();
            }
            if (!token.isEmpty()) {
                String known = token;
                note(timed(() -> client.get("/session.json", known)), 200);
            }
        }
    }

    private Answer timed(Supplier<Answer> request) {
        long begin = System.nanoTime();
        Answer answer = request.get();
        slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        return answer;
    }

    private void note(Answer answer, int expected) {
        if (answer.status() == expected) {
            served.incrementAndGet();
        } else if (answer.status() == 503 && answer.header("Retry-After").equals("1")) {
            unavailable.incrementAndGet();
        } else {
            surprises.add(answer.status() + " " + answer.body());
        }
    }

    private Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "frozen-key");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(nonces.incrementAndGet()));
        return WireClient.signed(parameters, "frozen-secret");
    }
}
