package io.sessionservice.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.sessionservice.application.Application;
import io.sessionservice.support.Await;
import io.sessionservice.support.WireClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint vouches for users; then it misbehaves in every way that it can. */
@Isolated("judges times")
class HttpLoginIT {

    private static final String ALICE =
            "{\"user\":{\"id\":4711,\"email\":\"alice@http.example\",\"full_name\":\"Alice Http\"}}";
    private static final long PATIENCE_MILLIS = 2_500;

    private static WireMockServer provider;
    private static IdentityWorld world;

    private Application application;

    @BeforeAll
    static void start() {
        provider = new WireMockServer(options().dynamicPort());
        provider.start();
        world = new IdentityWorld(
                "sessions.identity.connect-timeout=1s",
                "sessions.identity.read-timeout=1500ms",
                "sessions.identity.total-timeout=" + PATIENCE_MILLIS + "ms",
                "sessions.identity.calls-per-application=4",
                "sessions.identity.circuit-open-for=2s");
    }

    @AfterAll
    static void stop() {
        world.close();
        provider.stop();
    }

    @BeforeEach
    void configure() {
        provider.resetAll();
        application = configured(provider.port());
    }

    private static Application configured(int port) {
        Application application = world.register();
        Answer configured = world.configure(application, """
                {"kind": "HTTP", "url": "http://localhost:%d/verify", "headers": {"X_Token": "Bearer #{token}"},
                 "parameters": {"idp_token": "#{token}", "idp_secret": "#{secret}"},
                 "secretHeader": {"name": "X-Api-Key", "secret": "planted-api-key"},
                 "subject": "user.id", "email": "user.email", "fullName": "user.full_name"}
                """.formatted(port));
        assertThat(configured.status()).as(configured.body()).isEqualTo(200);
        assertThat(configured.body()).doesNotContain("planted-api-key").contains("\"secretHeader\":\"X-Api-Key\"");
        return application;
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        provider.stubFor(any(anyUrl()).willReturn(answer));
    }

    @Test
    void opensASessionWhenTheEndpointNamesTheUser() {
        answers(okJson(ALICE));
        Answer opened =
                world.open(application, Map.of("provider", "company", "keys[token]", "t&1=ü", "keys[secret]", "s 2"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(422); // no header can carry that token
        opened = world.open(application, Map.of("provider", "company", "keys[token]", "t&1=", "keys[secret]", "s 2"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(world.admin
                        .get("/users/" + opened.json().get("user_id").asLong())
                        .body())
                .contains("\"identitySubject\":\"4711\"", "alice@http.example", "Alice Http");
        provider.verify(
                1,
                postRequestedFor(urlPathEqualTo("/verify"))
                        .withHeader("X-Api-Key", equalTo("planted-api-key"))
                        .withHeader("X-Token", equalTo("Bearer t&1="))
                        .withRequestBody(containing("idp_token=t%261%3D"))
                        .withRequestBody(containing("idp_secret=s+2")));
    }

    @Test
    void asksByGetWhereItIsToldTo() {
        answers(okJson(ALICE));
        world.configure(
                application,
                "{\"kind\": \"HTTP\", \"url\": \"http://localhost:%d/verify\", \"method\": \"GET\", \"subject\": \"user.id\"}"
                        .formatted(provider.port()));
        assertThat(world.login(application, "a b&c").status()).isEqualTo(201);
        provider.verify(1, getRequestedFor(urlPathEqualTo("/verify")).withQueryParam("token", equalTo("a b&c")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void refusesWhomTheEndpointRefuses(int status) {
        answers(aResponse().withStatus(status).withBody("whatever the endpoint says"));
        Answer answer = world.login(application, "token");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Bad Authentication data\"]}");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("slow", okJson(ALICE).withFixedDelay(5_000)),
                Arguments.of("dripping", okJson(ALICE).withChunkedDribbleDelay(60, 10_000)),
                Arguments.of("500", aResponse().withStatus(500)),
                Arguments.of("429", aResponse().withStatus(429)),
                Arguments.of("redirecting", aResponse().withStatus(302).withHeader("Location", "/elsewhere")),
                Arguments.of("huge", okJson("{\"user\":{\"id\":\"" + "x".repeat(70_000) + "\"}}")),
                Arguments.of("garbage", okJson("{\"user\":")),
                Arguments.of("deep", okJson("{\"a\":".repeat(10_000))),
                Arguments.of("no user", okJson("{\"user\":{\"name\":\"alice\"}}")),
                Arguments.of("a user that is none", okJson("{\"user\":{\"id\":{\"a\":1}}}")),
                Arguments.of("HTML", okJson(ALICE).withHeader("Content-Type", "text/html")),
                Arguments.of("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of("noise", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                Arguments.of("empty", aResponse().withFault(Fault.EMPTY_RESPONSE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void saysThatTheEndpointIsAwayWhenItMisbehaves(String name, ResponseDefinitionBuilder fault) {
        answers(fault);
        long started = System.nanoTime();
        assertUnavailable(world.login(application, "token"));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(PATIENCE_MILLIS + 900));
        provider.verify(0, getRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @Test
    void saysThatTheEndpointIsAwayWhenNobodyListens() {
        assertUnavailable(world.login(configured(1), "token"));
    }

    @Test
    void leavesAFailingEndpointAloneForAWhile() {
        answers(aResponse().withStatus(500));
        for (int i = 0; i < 15; i++) {
            assertUnavailable(world.login(application, "token"));
        }
        assertThat(provider.getAllServeEvents()).hasSize(10);
        answers(okJson(ALICE));
        Await.until(() -> world.login(application, "token").status() == 201);
    }

    @Test
    void lendsASlowEndpointNothingOfOtherApplications() throws Exception {
        answers(okJson(ALICE).withFixedDelay(10_000));
        WireMockServer fast = new WireMockServer(options().dynamicPort());
        fast.start();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            fast.stubFor(any(anyUrl()).willReturn(okJson(ALICE)));
            Application other = configured(fast.port());
            List<Long> alone = timed(other, 40);
            List<Future<Integer>> slow = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                slow.add(clients.submit(() -> world.login(application, "token").status()));
            }
            List<Long> beside = timed(other, 40);
            for (Future<Integer> answer : slow) {
                assertThat(answer.get()).isEqualTo(503);
            }
            assertThat(beside.get(20))
                    .as("median ms beside; all beside %s, all alone %s", beside, alone)
                    .isLessThan(200);
            assertThat(provider.getAllServeEvents()).hasSizeLessThanOrEqualTo(40);
        } finally {
            fast.stop();
        }
    }

    private static List<Long> timed(Application application, int logins) {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < logins; i++) {
            long started = System.nanoTime();
            assertThat(world.login(application, "token").status()).isEqualTo(201);
            millis.add(Duration.ofNanos(System.nanoTime() - started).toMillis());
        }
        Collections.sort(millis);
        return millis;
    }

    @Test
    void refusesProvidersThatAreNotConfigured() {
        Answer answer = world.login(world.register(), "token");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Bad Authentication data\"]}");
        assertThat(provider.getAllServeEvents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\": \"HTTP\", \"url\": \"http://elsewhere.example/\", \"subject\": \"id\"}",
                "{\"kind\": \"HTTP\", \"url\": \"ftp://localhost/\", \"subject\": \"id\"}",
                "{\"kind\": \"HTTP\", \"url\": \"http://user@localhost/\", \"subject\": \"id\"}",
                "{\"kind\": \"HTTP\", \"url\": \"http://localhost/\"}",
                "{\"kind\": \"HTTP\", \"url\": \"http://localhost/\", \"subject\": \"id\", \"headers\": {\"Host\": \"x\"}}",
                "{\"kind\": \"HTTP\", \"url\": \"http://localhost/\", \"subject\": \"id\", \"headers\": {\"X\": \"#{x}\"}}",
                "{\"kind\": \"OIDC\", \"issuer\": \"http://localhost\"}",
                "{\"kind\": \"OIDC\", \"issuer\": \"http://localhost\", \"audience\": \"a\", \"algorithms\": [\"HS256\"]}",
                "{\"kind\": \"OIDC\", \"issuer\": \"http://localhost\", \"audience\": \"a\", \"algorithms\": [\"none\"]}",
                "{\"kind\": \"OIDC\", \"issuer\": \"http://localhost\", \"audience\": \"a\", \"url\": \"http://localhost\"}"
            })
    void setsUpNoProviderThatWouldNotBeCalled(String json) {
        assertThat(world.configure(application, json).status()).isEqualTo(400);
    }

    @Test
    void sealsTheHeadersSecret() {
        List<String> rows = world.replica
                .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("SELECT row_to_json(p)::text FROM identity_providers p")
                .query((row, number) -> row.getString(1))
                .list();
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).doesNotContain("planted-api-key"));
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Service is unavailable\"]}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }
}
