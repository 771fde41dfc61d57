package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionservice.platform.Purge;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Await;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Secrets and the keys that seal them change while clients are served. */
class KeyRotationClusterIT {

    private static final String K1 = "k1:MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";
    private static final String K2 = "k2:MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=";

    private final JdbcConnectionDetails database = TestPostgres.newDatabase();
    private final AtomicLong nonces = new AtomicLong();

    @Test
    void noRequestIsLostInTheGraceTimeAndNoneIsServedAfterIt() throws InterruptedException {
        try (Replica here = Replica.start(database);
                Replica there = Replica.start(database)) {
            AdminClient admin = AdminClient.of(here);
            JsonNode first =
                    admin.post("/applications", "{\"name\": \"rotated\"}").json();
            AtomicReference<JsonNode> signedWith = new AtomicReference<>(first);
            AtomicBoolean running = new AtomicBoolean(true);
            ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                WireClient client = new WireClient(i % 2 == 0 ? here.url() : there.url());
                clients.add(Thread.ofVirtual().start(() -> {
                    while (running.get()) {
                        statuses.add(open(client, signedWith.get()).status());
                    }
                }));
            }
            Await.until(() -> statuses.size() > 50);
            JsonNode second = admin.post("/applications/" + first.get("id") + "/rotate-secret", "{\"graceSeconds\": 5}")
                    .json();
            Instant graceEnds =
                    Instant.parse(second.get("previousAuthSecretExpiresAt").asString());
            int rotated = statuses.size();
            Await.until(() -> statuses.size() > rotated + 50);
            signedWith.set(second);
            Await.until(() -> statuses.size() > rotated + 100);
            running.set(false);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(statuses).hasSizeGreaterThan(100).containsOnly(201);

            Await.until(() -> Instant.now().isAfter(graceEnds));
            assertThat(open(new WireClient(there.url()), first).status()).isEqualTo(422);
            assertThat(open(new WireClient(there.url()), second).status()).isEqualTo(201);
            assertThat(metrics(here)).contains("sessions_signatures_total{algorithm=\"sha1\",secret=\"previous\"}");
        }
    }

    @Test
    void aNewSealingKeyReplacesTheFormerOneOnline() {
        List<JsonNode> applications = new ArrayList<>();
        try (Replica replica = Replica.start(database, "sessions.sealing.keys=" + K1)) {
            AdminClient admin = AdminClient.of(replica);
            for (int i = 0; i < 5; i++) {
                applications.add(
                        admin.post("/applications", "{\"name\": \"sealed\"}").json());
            }
            String id = applications.getFirst().get("id").toString();
            applications.set(
                    0,
                    admin.post("/applications/" + id + "/rotate-secret", "{\"graceSeconds\": 3600}")
                            .json());
        }
        assertThatThrownBy(() ->
                        Replica.start(database, "sessions.sealing.keys=" + K2).close())
                .hasStackTraceContaining("sessions.sealing.keys")
                .hasStackTraceContaining("'k1'");
        try (Replica replica = Replica.start(database, "sessions.sealing.keys=" + K2 + "," + K1)) {
            applications.forEach(application -> assertThat(
                            open(new WireClient(replica.url()), application).status())
                    .isEqualTo(201));
            Purge renewal = replica.beans(Purge.class).stream()
                    .filter(purge -> purge.name().equals("old-seals"))
                    .findFirst()
                    .orElseThrow();
            Instant now = replica.bean(Clock.class).instant();
            // as if a replica had died after the first batch
            assertThat(renewal.purgeBatch(now, 2)).isEqualTo(2);
            assertThat(seals(replica)).contains("k1", "k2");
            while (renewal.purgeBatch(now, 2) > 0) {
                applications.forEach(application -> assertThat(
                                open(new WireClient(replica.url()), application).status())
                        .isEqualTo(201));
            }
            assertThat(seals(replica)).containsOnly("k2");
            assertThat(AdminClient.of(replica)
                            .get("/auditevents?type=sensitive_update")
                            .body())
                    .contains("sealed with key 'k2'");
        }
        try (Replica replica = Replica.start(database, "sessions.sealing.keys=" + K2)) {
            applications.forEach(application -> assertThat(
                            open(new WireClient(replica.url()), application).status())
                    .isEqualTo(201));
        }
    }

    @Test
    void saysWhenASecretWasLastUsed() {
        try (Replica replica = Replica.start(database)) {
            AdminClient admin = AdminClient.of(replica);
            JsonNode first = admin.post("/applications", "{\"name\": \"used\"}").json();
            String path = "/applications/" + first.get("id");
            open(new WireClient(replica.url()), first);
            replica.runTask("KeyLife.write");
            JsonNode shown = admin.get(path).json();
            assertThat(Instant.parse(shown.get("authSecretLastUsedAt").asString()))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));

            JsonNode second = admin.post(path + "/rotate-secret", "{\"graceSeconds\": 3600}")
                    .json();
            assertThat(second.has("authSecretLastUsedAt")).isFalse();
            assertThat(second.get("previousAuthSecretLastUsedAt")).isEqualTo(shown.get("authSecretLastUsedAt"));
            open(new WireClient(replica.url()), second);
            replica.runTask("KeyLife.write");
            assertThat(admin.get(path).json().has("authSecretLastUsedAt")).isTrue();
        }
    }

    private static List<String> seals(Replica replica) {
        return replica.bean(JdbcClient.class)
                .sql("""
                        SELECT split_part(auth_secret, ':', 1) FROM applications
                        UNION ALL
                        SELECT split_part(previous_auth_secret, ':', 1) FROM applications WHERE previous_auth_secret IS NOT NULL
                        """)
                .query((row, number) -> row.getString(1))
                .list();
    }

    private static String metrics(Replica replica) {
        return AdminClient.withHeaders(replica.managementPort())
                .get("/prometheus")
                .body();
    }

    private Answer open(WireClient client, JsonNode application) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", application.get("id").toString());
        parameters.put("auth_key", application.get("authKey").asString());
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(nonces.incrementAndGet()));
        return client.postForm(
                "/session.json",
                WireClient.signed(parameters, application.get("authSecret").asString()));
    }
}
