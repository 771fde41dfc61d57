package io.sessionservice.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A replica with an application and a user, and what can happen to the user's token. */
final class GuardedWorld implements AutoCloseable {

    static final String AUTH_KEY = "guarded-key";
    static final String AUTH_SECRET = "guarded secret: +%";

    private static final AtomicLong NONCES = new AtomicLong();

    final Replica replica;
    final long userId;
    private final WireClient client;

    GuardedWorld() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=guarded",
                "sessions.bootstrap[0].auth-key=" + AUTH_KEY,
                "sessions.bootstrap[0].auth-secret=" + AUTH_SECRET);
        client = new WireClient(replica.url());
        userId = AdminClient.of(replica)
                .post("/users", "{\"applicationId\": 92, \"login\": \"alice\", \"password\": \"alice-password\"}")
                .json()
                .get("id")
                .asLong();
    }

    /** A token, as it was issued just now. */
    String userToken() {
        return open(Map.of("user[login]", "alice", "user[password]", "alice-password"));
    }

    String applicationToken() {
        return open(Map.of());
    }

    private String open(Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("application_id", "92");
        parameters.put("auth_key", AUTH_KEY);
        parameters.put("timestamp", Long.toString(Clock.systemUTC().instant().getEpochSecond()));
        parameters.put("nonce", Long.toString(NONCES.incrementAndGet()));
        WireClient.Answer opened = client.postForm("/session.json", WireClient.signed(parameters, AUTH_SECRET));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.token();
    }

    String downgraded() {
        String token = userToken();
        assertThat(client.delete("/session.json", token).status()).isEqualTo(200);
        return token;
    }

    /** As if it had been used for the last time three hours ago. */
    String expired() {
        String token = userToken();
        long session = client.get("/session.json", token).json().get("id").asLong();
        replica.bean(JdbcClient.class)
                .sql("UPDATE sessions SET last_used_at = last_used_at - interval '3 hours' WHERE id = ?")
                .param(session)
                .update();
        return token;
    }

    String revoked() {
        String token = userToken();
        long session = client.get("/session.json", token).json().get("id").asLong();
        assertThat(AdminClient.of(replica).delete("/sessions/" + session).status())
                .isEqualTo(204);
        return token;
    }

    @Override
    public void close() {
        replica.close();
    }
}
