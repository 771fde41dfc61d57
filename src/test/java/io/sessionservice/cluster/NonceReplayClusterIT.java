package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Race;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Two replicas on one database: of any number of identical requests exactly one gets 201, whatever its spelling and body. */
class NonceReplayClusterIT {

    private static final int REQUESTS = 200;
    private static final int SENDERS = 64;
    private static final String[] APPLICATION = {
        "sessions.bootstrap[0].id=92",
        "sessions.bootstrap[0].name=cluster",
        "sessions.bootstrap[0].auth-key=cluster-key",
        "sessions.bootstrap[0].auth-secret=cluster-secret"
    };

    private static Replica first;
    private static Replica second;

    @BeforeAll
    static void startTwoReplicas() {
        JdbcConnectionDetails database = TestPostgres.newDatabase();
        first = Replica.start(database, APPLICATION);
        second = Replica.start(database, APPLICATION);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void oneOfManyIdenticalRequestsGets201() {
        List<WireClient> clients = List.of(new WireClient(first.url()), new WireClient(second.url()));
        for (int nonce = 0; nonce < REQUESTS; nonce++) {
            List<Map<String, String>> spellings = spellings(nonce);
            AtomicInteger sender = new AtomicInteger();
            List<Answer> answers = Race.of(SENDERS, () -> {
                int number = sender.getAndIncrement();
                Map<String, String> parameters = spellings.get(number / 2 % 2);
                WireClient client = clients.get(number % 2);
                return number / 4 % 2 == 0
                        ? client.postForm("/session.json", parameters)
                        : client.postJson("/session", WireClient.json(parameters));
            });
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 422
                            && answer.body().equals("{\"errors\":{\"base\":[\"Unexpected nonce\"]}}"))
                    .hasSize(SENDERS - 1);
        }
    }

    @Test
    void aSessionOfOneReplicaIsKnownToTheOther() {
        Map<String, String> request = spellings(REQUESTS).getFirst();
        String token =
                new WireClient(first.url()).postForm("/session.json", request).token();
        Answer answer = new WireClient(second.url()).get("/session.json", token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.token()).isEqualTo(token);
    }

    /** The same request in the SDK's spelling and in the document's, each signed as sent. */
    private static List<Map<String, String>> spellings(long nonce) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return List.of(
                request("application_id", "auth_key", timestamp, nonce),
                request("applicationId", "authKey", timestamp, nonce));
    }

    private static Map<String, String> request(String id, String key, String timestamp, long nonce) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(id, "92");
        parameters.put(key, "cluster-key");
        parameters.put("timestamp", timestamp);
        parameters.put("nonce", Long.toString(nonce));
        return WireClient.signed(parameters, "cluster-secret");
    }
}
