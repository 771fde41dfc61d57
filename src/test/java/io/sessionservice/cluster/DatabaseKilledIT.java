package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.Await;
import io.sessionservice.support.DatabaseDetails;
import io.sessionservice.support.Replica;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * PostgreSQL is killed (SIGKILL) under load and started again: what was acknowledged holds, and meanwhile every answer is a 503.
 * Always a process, for a container could not be killed so; commits wait for the disk as in production.
 */
@Isolated("judges times")
@Timeout(120)
class DatabaseKilledIT {

    private static final int CLIENTS = 16;

    @TempDir
    Path data;

    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    private final Set<String> downgraded = ConcurrentHashMap.newKeySet();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicLong nonces = new AtomicLong();
    private final AtomicLong unavailable = new AtomicLong();
    private volatile boolean running = true;

    private EmbeddedPostgres postgres;
    private Replica replica;

    @BeforeEach
    void start() throws IOException {
        postgres = postgres(0);
        replica = Replica.start(
                DatabaseDetails.of(postgres),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=killed",
                "sessions.bootstrap[0].auth-key=killed-key",
                "sessions.bootstrap[0].auth-secret=killed-secret");
        replica.bean(UserRegistry.class)
                .create(
                        new CreateUser(new UserId(302), new ApplicationId(92), "alice", null, "alices password", null),
                        Instant.now());
    }

    @AfterEach
    void stop() throws IOException {
        running = false;
        replica.close();
        postgres.close();
    }

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Instant recovered;
        Instant back;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                threads.submit(this::openAndDowngrade);
            }
            try {
                Await.until(() -> opened.size() > 500 && downgraded.size() > 10);
                killPostgres();
                Await.until(() -> unavailable.get() > CLIENTS);
                postgres = postgres(postgres.getPort());
                back = Instant.now();
                int before = opened.size();
                Await.until(() -> opened.size() > before);
                recovered = Instant.now();
                Await.until(() -> opened.size() > before + 200);
            } finally {
                running = false;
            }
        }
        assertThat(surprises).isEmpty();
        assertThat(Duration.between(back, recovered)).isLessThan(Duration.ofSeconds(2));
        WireClient client = new WireClient(replica.url());
        for (String token : opened) {
            Answer answer = client.get("/session.json", token);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            if (downgraded.contains(token)) {
                assertThat(answer.json().get("user_id").asLong()).isZero();
            }
        }
    }

    /** Opens application sessions, and now and then logs a user in and out; notes what was acknowledged and what was not a 503. */
    private void openAndDowngrade() {
        WireClient client = new WireClient(replica.url());
        while (running) {
            Answer answer = client.postForm("/session.json", request());
            if (answer.status() == 503) {
                unavailable.incrementAndGet();
            } else if (answer.status() != 201) {
                surprises.add("POST " + answer.status() + " " + answer.body());
            } else {
                String token = answer.token();
                opened.add(token);
                note("GET", client.get("/session.json", token), 200);
                if (opened.size() % 20 == 0
                        && note("login", login(client, token), 202)
                        && note("DELETE", client.delete("/session.json", token), 200)) {
                    downgraded.add(token);
                }
            }
        }
    }

    private boolean note(String what, Answer answer, int expected) {
        if (answer.status() == 503) {
            unavailable.incrementAndGet();
        } else if (answer.status() != expected) {
            surprises.add(what + " " + answer.status() + " " + answer.body());
        }
        return answer.status() == expected;
    }

    private static Answer login(WireClient client, String token) {
        return client.postForm(
                "/login.json", Map.of("login", "alice", "password", "alices password"), "QB-Token", token);
    }

    private Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "killed-key");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(nonces.incrementAndGet()));
        return WireClient.signed(parameters, "killed-secret");
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(data.toFile())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    private void killPostgres() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        var children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        Await.until(() -> !postmaster.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
        // lets go of the lock on the folder
        postgres.close();
    }
}
