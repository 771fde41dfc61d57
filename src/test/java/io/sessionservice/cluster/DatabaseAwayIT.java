package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Cable;
import io.sessionservice.support.DatabaseDetails;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** With PostgreSQL away every answer is an honest 503: never a 500, and never a 401 for a token that lives. */
@Isolated("judges times")
class DatabaseAwayIT {

    private static Cable cable;
    private static Replica replica;
    private static WireClient client;

    @BeforeAll
    static void start() {
        JdbcConnectionDetails direct = TestPostgres.newDatabase();
        URI address = URI.create(direct.getJdbcUrl().substring("jdbc:".length()));
        cable = new Cable(address.getPort());
        String throughCable = direct.getJdbcUrl().replace(":" + address.getPort() + "/", ":" + cable.port() + "/");
        replica = Replica.start(
                new DatabaseDetails(throughCable, direct.getUsername(), direct.getPassword()),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=away",
                "sessions.bootstrap[0].auth-key=away-key",
                "sessions.bootstrap[0].auth-secret=away-secret");
        client = new WireClient(replica.url());
    }

    @AfterAll
    static void stop() {
        replica.close();
        cable.close();
    }

    @Test
    void answers503AndRecoversByItself() {
        String token = client.postForm("/session.json", request(1)).token();
        cable.pull();
        List<Answer> answers = List.of(
                client.get("/session.json", token),
                client.postForm("/session.json", request(2)),
                client.delete("/session.json", token),
                client.postForm("/login.json", Map.of("login", "a", "password", "b"), "QB-Token", token),
                client.postForm("/login.json", Map.of("provider", "a", "keys[token]", "b"), "QB-Token", token),
                client.get("/sessions.json", token),
                client.delete("/sessions.json", token),
                client.delete("/sessions/1.json", token));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"Service is unavailable\"]}");
        });
        assertOAuth2IsAway(token);
        assertForwardAuthIsAway(token);
        assertThat(client.get("/livez", token).status()).isEqualTo(200);
        cable.plugIn();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        Answer read;
        do {
            read = client.get("/session.json", token);
            assertThat(read.status()).isIn(200, 503);
        } while (read.status() != 200 && Instant.now().isBefore(deadline));
        assertThat(read.token()).isEqualTo(token);
        assertThat(client.postForm("/session.json", request(2)).status()).isEqualTo(201);
    }

    /** In the form of OAuth 2.0; a resource server that was told "inactive" would turn a live token away. */
    private static void assertOAuth2IsAway(String token) {
        for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
            Answer answer = client.postForm(
                    path, Map.of("token", token), "Authorization", AdminClient.basic("away-key", "away-secret"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
        }
    }

    private static void assertForwardAuthIsAway(String token) {
        for (String path : List.of("/auth", "/auth/orders", "/auth-user", "/auth-user/orders")) {
            Answer answer = client.get(path, token);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).isEmpty();
        }
    }

    private static Map<String, String> request(int nonce) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "away-key");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Integer.toString(nonce));
        return WireClient.signed(parameters, "away-secret");
    }
}
