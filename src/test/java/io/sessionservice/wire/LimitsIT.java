package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.Await;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Who fails too often is told to wait, and nobody else is. Each test's clients have addresses of their own, as a proxy tells them. */
class LimitsIT {

    private static final String UNKNOWN = "1e7bc99d85c0eb2bf062be3d29d3df523081e874";
    private static final String PASSWORD = "a password of theirs";
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static JdbcConnectionDetails database;
    private static Replica replica;
    private static WireClient client;
    private static int nonce;

    private final String guesser = address();
    private final String neighbour = address();

    @BeforeAll
    static void start() {
        database = TestPostgres.newDatabase();
        replica = Replica.start(
                database,
                "server.forward-headers-strategy=native",
                "sessions.audit.flush-interval=100ms",
                "sessions.limits.window=1h",
                "sessions.limits.unknown-tokens-per-address=5",
                "sessions.limits.failed-signatures-per-address=5",
                "sessions.limits.failed-secrets-per-address=20",
                "sessions.limits.failed-secrets-per-key-and-address=3",
                "sessions.limits.failed-secrets-per-key=6",
                "sessions.limits.login-window=1h",
                "sessions.limits.failed-logins-per-address=20",
                "sessions.limits.failed-logins-per-account-and-address=3",
                "sessions.limits.failed-logins-per-account=6",
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=limits",
                "sessions.bootstrap[0].auth-key=limits-key",
                "sessions.bootstrap[0].auth-secret=limits-secret",
                "sessions.bootstrap[1].id=93",
                "sessions.bootstrap[1].name=by address",
                "sessions.bootstrap[1].auth-key=by-address-key",
                "sessions.bootstrap[1].auth-secret=by-address-secret",
                "sessions.bootstrap[2].id=94",
                "sessions.bootstrap[2].name=by key",
                "sessions.bootstrap[2].auth-key=by-key-key",
                "sessions.bootstrap[2].auth-secret=by-key-secret");
        client = new WireClient(replica.url());
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void limitsGuessesOfTokensByAddress() {
        String live = client.postForm("/session.json", request(), "X-Forwarded-For", neighbour)
                .token();
        for (int i = 0; i < 5; i++) {
            assertThat(get(UNKNOWN, guesser).status()).isEqualTo(401);
        }
        isTooMany(get(UNKNOWN, guesser));
        // no longer looked at, whatever it is
        isTooMany(get(live, guesser));
        isTooMany(client.postForm("/login.json", credentials("x", "y"), "QB-Token", live, "X-Forwarded-For", guesser));
        assertThat(get(live, neighbour).status()).isEqualTo(200);
        // a limit of its own
        assertThat(client.postForm("/session.json", request(), "X-Forwarded-For", guesser)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void answersOneConnectionNoMoreThanTwentyRefusalsASecond() throws Exception {
        for (int i = 0; i < 5; i++) {
            get(UNKNOWN, guesser);
        }
        byte[] ten = "GET /session.json HTTP/1.1\r\nHost: localhost\r\nQB-Token: %s\r\nX-Forwarded-For: %s\r\n\r\n"
                .formatted(UNKNOWN, guesser)
                .repeat(10)
                .getBytes(US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), replica.port())) {
            long begin = System.nanoTime();
            socket.getOutputStream().write(ten);
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (int refused = 0; refused < 10; ) {
                // the line of a body ends with the next answer's first
                refused += answers.readLine().endsWith("HTTP/1.1 429 ") ? 1 : 0;
            }
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(10 * 50_000_000L);
        }
    }

    @Test
    void limitsForgedSignaturesByAddress() {
        for (int i = 0; i < 5; i++) {
            Map<String, String> forged = request();
            forged.put(i % 2 == 0 ? "signature" : "auth_key", "0".repeat(40));
            assertThat(client.postForm("/session.json", forged, "X-Forwarded-For", guesser)
                            .status())
                    .isEqualTo(422);
        }
        isTooMany(client.postForm("/session.json", request(), "X-Forwarded-For", guesser));
        assertThat(client.postForm("/session.json", request(), "X-Forwarded-For", neighbour)
                        .status())
                .isEqualTo(201);
        await("failed_signatures", guesser);
    }

    @Test
    void limitsGuessesOfTokensThroughProxiesByTheClientsAddress() {
        for (int i = 0; i < 5; i++) {
            assertThat(client.get("/auth", UNKNOWN, "X-Forwarded-For", guesser).status())
                    .isEqualTo(401);
        }
        Answer answer = client.get("/auth/envoy", UNKNOWN, "X-Forwarded-For", guesser);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).isEmpty();
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3600);
        assertThat(client.get("/auth", UNKNOWN, "X-Forwarded-For", neighbour).status())
                .isEqualTo(401);
        isTooMany(get(UNKNOWN, guesser));
    }

    @Test
    void limitsSecretsOfAnApplicationByAddress() {
        for (int i = 0; i < 3; i++) {
            assertThat(introspect("by-address-key", "wrong", guesser).status()).isEqualTo(401);
        }
        isTooManyInOAuth2(introspect("by-address-key", "by-address-secret", guesser));
        isTooManyInOAuth2(client.postForm(
                "/oauth2/revoke",
                Map.of("token", UNKNOWN),
                "Authorization",
                basic("by-address-key", "by-address-secret"),
                "X-Forwarded-For",
                guesser));
        assertThat(introspect("by-address-key", "by-address-secret", neighbour).status())
                .isEqualTo(200);
        // another application's server at the same address
        assertThat(introspect("limits-key", "limits-secret", guesser).status()).isEqualTo(200);
        await("secrets_by_key_and_address", guesser);
    }

    @Test
    void limitsSecretsOfAnApplicationFromEverywhereButWhereItsServersAre() {
        assertThat(introspect("by-key-key", "by-key-secret", neighbour).status())
                .isEqualTo(200);
        String last = "";
        for (int i = 0; i < 6; i++) {
            last = address();
            assertThat(introspect("by-key-key", "wrong", last).status()).isEqualTo(401);
        }
        isTooManyInOAuth2(introspect("by-key-key", "wrong", address()));
        assertThat(introspect("by-key-key", "by-key-secret", neighbour).status())
                .isEqualTo(200);
        await("secrets_by_key", last);
    }

    @Test
    void limitsSecretsOfManyApplicationsByAddressWhetherThereAreSuchOrNot() {
        for (int i = 0; i < 20; i++) {
            assertThat(introspect("nobodys-key-" + i, "wrong", guesser).status())
                    .isEqualTo(401);
        }
        isTooManyInOAuth2(introspect("nobodys-key-20", "wrong", guesser));
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        for (int i = 0; i < 5; i++) {
            get(UNKNOWN, "2001:db8:0:1::" + i);
        }
        isTooMany(get(UNKNOWN, "2001:db8:0:1:ffff::1"));
        assertThat(get(UNKNOWN, "2001:db8:0:2::1").status()).isEqualTo(401);
    }

    @Test
    void neverLimitsWhatSucceeds() {
        String token = client.postForm("/session.json", request(), "X-Forwarded-For", guesser)
                .token();
        for (int i = 0; i < 50; i++) {
            assertThat(get(token, guesser).status()).isEqualTo(200);
            assertThat(client.postForm("/session.json", request(), "X-Forwarded-For", guesser)
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void limitsPasswordsOfAnAccountByAddress() {
        create("carol");
        for (int i = 0; i < 3; i++) {
            assertThat(login("carol", "wrong", guesser).status()).isEqualTo(401);
        }
        isTooMany(login("carol", PASSWORD, guesser));
        isTooMany(login("Carol", PASSWORD, guesser));
        assertThat(login("carol", PASSWORD, neighbour).status()).isEqualTo(202);
        create("carols-neighbour");
        assertThat(login("carols-neighbour", PASSWORD, guesser).status()).isEqualTo(202);
    }

    @Test
    void limitsPasswordsOfAnAccountFromEverywhereButWhereItsOwnerIs() {
        create("dave");
        assertThat(login("dave", PASSWORD, neighbour).status()).isEqualTo(202);
        String last = "";
        for (int i = 0; i < 6; i++) {
            last = address();
            assertThat(login("dave", "wrong", last).status()).isEqualTo(401);
        }
        isTooMany(login("dave", "wrong", address()));
        assertThat(login("dave", PASSWORD, neighbour).status()).isEqualTo(202);
        await("logins_by_account", last);
    }

    @Test
    void limitsPasswordsOfManyAccountsByAddress() {
        for (int i = 0; i < 20; i++) {
            assertThat(login("nobody-" + i, "wrong", guesser).status()).isEqualTo(401);
        }
        isTooMany(login("nobody-20", "wrong", guesser));
    }

    /** What is over a limit is one event, not one for each request. */
    private static void await(String limit, String address) {
        JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(
                database.getJdbcUrl(),
                Objects.requireNonNull(database.getUsername()),
                Objects.requireNonNull(database.getPassword())));
        Await.until(() -> jdbc.sql("""
                        SELECT coalesce(sum(occurrences), 0) FROM audit_events
                        WHERE type = 'excess_rate_limit_exceeded' AND detail = :limit
                          AND source_address = :address
                        """)
                        .param("limit", limit)
                        .param("address", address)
                        .query(Long.class)
                        .single()
                == 1);
    }

    private static void isTooMany(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Too many requests\"]}");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3600);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static void isTooManyInOAuth2(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"temporarily_unavailable\",\"error_description\":\"Too many requests\"}");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3600);
    }

    private static Answer introspect(String authKey, String authSecret, String address) {
        return client.postForm(
                "/oauth2/introspect",
                Map.of("token", UNKNOWN),
                "Authorization",
                basic(authKey, authSecret),
                "X-Forwarded-For",
                address);
    }

    private static String basic(String authKey, String authSecret) {
        return "Basic " + Base64.getEncoder().encodeToString((authKey + ":" + authSecret).getBytes(US_ASCII));
    }

    private static Answer get(String token, String address) {
        return client.get("/session.json", token, "X-Forwarded-For", address);
    }

    /** In a session that an address without failures has opened. */
    private static Answer login(String login, String password, String address) {
        String token = client.postForm("/session.json", request()).token();
        return client.postForm(
                "/login.json", credentials(login, password), "QB-Token", token, "X-Forwarded-For", address);
    }

    private static Map<String, String> credentials(String login, String password) {
        return Map.of("login", login, "password", password);
    }

    private static void create(String login) {
        replica.bean(UserRegistry.class)
                .create(
                        new CreateUser(null, new ApplicationId(92), login, login + "@example.com", PASSWORD, null),
                        Instant.now());
    }

    private static String address() {
        return "203.0.113." + ADDRESSES.incrementAndGet();
    }

    private static Map<String, String> request() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "limits-key");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Integer.toString(++nonce));
        return new LinkedHashMap<>(WireClient.signed(parameters, "limits-secret"));
    }
}
