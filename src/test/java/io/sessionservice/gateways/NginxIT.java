package io.sessionservice.gateways;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.WireClient.Answer;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's nginx, set up as {@code docs/gateways.md} says, stands between clients and somebody's service. */
class NginxIT {

    private static GuardedWorld world;
    private static WireMockServer shop;
    private static Nginx nginx;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Nginx.require();
        shop = new WireMockServer(options().dynamicPort());
        shop.start();
        world = new GuardedWorld();
        nginx = Nginx.start(
                folder, GatewaysPage.nginx("127.0.0.1:" + world.replica.port(), "127.0.0.1:" + shop.port()));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            world.close();
            shop.stop();
        }
    }

    @BeforeEach
    void answer() {
        shop.resetAll();
        shop.stubFor(any(anyUrl()).willReturn(ok("from the shop")));
    }

    private static List<LoggedRequest> passed() {
        return shop.getAllServeEvents().stream()
                .map(event -> LoggedRequest.createFrom(event.getRequest()))
                .toList();
    }

    @Test
    void letsALiveUserThroughAndSaysWhoItIs() {
        Answer answer = Bearer.get(nginx.url() + "/orders/7?page=2", world.userToken());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("from the shop");
        LoggedRequest request = passed().getFirst();
        assertThat(request.getUrl()).isEqualTo("/orders/7?page=2");
        assertThat(request.header("X-Session-User-Id").values()).containsExactly(Long.toString(world.userId));
        assertThat(request.header("X-Session-Application-Id").values()).containsExactly("92");
        assertThat(request.header("X-Session-Id").firstValue()).matches("[1-9][0-9]*");
    }

    @Test
    void passesMethodAndBodyOn() {
        Answer answer = Bearer.send(Bearer.request(nginx.url() + "/orders")
                .header("QB-Token", world.userToken())
                .PUT(HttpRequest.BodyPublishers.ofString("{\"pizza\":1}")));
        assertThat(answer.status()).isEqualTo(200);
        LoggedRequest request = passed().getFirst();
        assertThat(request.getMethod().getName()).isEqualTo("PUT");
        assertThat(request.getBodyAsString()).isEqualTo("{\"pizza\":1}");
    }

    @Test
    void believesNoHeaderThatAClientSays() {
        String forged = "GET /orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nQB-Token: " + world.userToken()
                + "\r\nX-Session-User-Id: 1\r\nx-session-user-id: 2\r\nX_Session_User_Id: 3\r\nX-Session-Id: 4"
                + "\r\nX-Session-Application-Id: 5\r\n\r\n";
        assertThat(RawHttp.send(nginx.port(), forged.getBytes(US_ASCII)).status())
                .isEqualTo(200);
        LoggedRequest request = passed().getFirst();
        assertThat(request.header("X-Session-User-Id").values()).containsExactly(Long.toString(world.userId));
        assertThat(request.header("X-Session-Application-Id").values()).containsExactly("92");
        assertThat(request.header("X-Session-Id").values()).hasSize(1).doesNotContain("4");
        assertThat(request.containsHeader("X_Session_User_Id")).isFalse();
    }

    @Test
    void turnsEverybodyElseAway() {
        for (String token : List.of(
                world.downgraded(),
                world.expired(),
                world.revoked(),
                world.applicationToken(),
                "ffffffffffffffffffffffffffffffffffffffff",
                "no-token-of-ours")) {
            assertUnauthorized(Bearer.get(nginx.url() + "/orders", token, "X-Session-User-Id", "1"));
        }
        assertUnauthorized(Bearer.send(Bearer.request(nginx.url() + "/orders", "X-Session-User-Id", "1")));
        assertThat(passed()).isEmpty();
    }

    private static void assertUnauthorized(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Unauthorized\"]}");
    }

    @Test
    void hasNoDoorToTheQuestionItself() {
        assertThat(Bearer.get(nginx.url() + "/_session", world.userToken()).status())
                .isEqualTo(404);
        assertThat(passed()).isEmpty();
    }

    @Test
    void leavesTheAnswersOfTheServiceBehindItAlone() {
        shop.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(500).withBody("the shop's own fault")));
        Answer answer = Bearer.get(nginx.url() + "/orders", world.userToken());
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("the shop's own fault");
    }

    /** Without the page's {@code error_page} it would be 500; a 401 would have clients throw their tokens away. */
    @Test
    void saysThatItCannotTellWhereTheServiceIsAway(@TempDir Path folder) {
        String token = world.userToken();
        try (Nginx lost = Nginx.start(folder, GatewaysPage.nginx("127.0.0.1:1", "127.0.0.1:" + shop.port()))) {
            Answer answer = Bearer.get(lost.url() + "/orders", token);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"Service is unavailable\"]}");
        }
        assertThat(passed()).isEmpty();
    }
}
