package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.platform.AuditTrail;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient.Answer;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.annotation.ControllerEndpointsSupplier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who gets in at the management port, on every route there is. */
@SuppressWarnings("removal")
class ManagementSecurityIT {

    private static final String OPEN = "(health|info|prometheus).*";

    private static Replica replica;

    /** A route, with something in place of its variables that does not exist. */
    record Route(String method, String path) {

        boolean isOpen() {
            return path.substring(1).matches(OPEN);
        }
    }

    @BeforeAll
    static void start() {
        // the limits have a test of their own
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.admin.limits.failed-logins-per-address=10000",
                "sessions.admin.limits.failed-logins-per-name=10000");
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    /** Ours to say no to, and not to be surprised by. */
    @Test
    void refusesABodyThatBreaksOff() {
        String request = "POST /actuator/applications HTTP/1.1\r\nHost: a\r\nAuthorization: "
                + AdminClient.basic("admin", "admin-password")
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"nam\r\nzz\r\n";
        RawHttp.Answer answer = RawHttp.send(replica.managementPort(), request.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("incident", "Exception");
    }

    static List<Route> routes() {
        Stream<Route> operations = replica.bean(WebEndpointsSupplier.class).getEndpoints().stream()
                .flatMap(endpoint -> endpoint.getOperations().stream())
                .map(operation -> new Route(
                        operation.getRequestPredicate().getHttpMethod().name(),
                        "/" + operation.getRequestPredicate().getPath()));
        Stream<Route> controllers = replica.bean(ControllerEndpointsSupplier.class).getEndpoints().stream()
                .flatMap(endpoint -> Arrays.stream(
                                endpoint.getController().getClass().getDeclaredMethods())
                        .flatMap(method -> route(endpoint.getRootPath(), method)));
        return Stream.concat(operations, controllers)
                .map(route -> new Route(route.method(), route.path().replaceAll("\\{[^/]*}", "987654321")))
                .toList();
    }

    private static Stream<Route> route(String endpoint, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Stream.of(new Route(mapping.method()[0].name(), "/" + endpoint + String.join("", mapping.path())));
    }

    @Test
    void hasTheRoutesItIsKnownFor() {
        assertThat(routes())
                .contains(
                        new Route("GET", "/health"),
                        new Route("GET", "/prometheus"),
                        new Route("GET", "/auditevents"),
                        new Route("GET", "/nonces"),
                        new Route("POST", "/applications"),
                        new Route("POST", "/applications/987654321/rotate-secret"),
                        new Route("DELETE", "/users/987654321"),
                        new Route("DELETE", "/sessions/987654321"));
        assertThat(routes().stream().map(route -> route.path().split("/")[1]).distinct())
                .containsExactlyInAnyOrder(
                        "health",
                        "info",
                        "prometheus",
                        "auditevents",
                        "nonces",
                        "applications",
                        "users",
                        "sessions",
                        "signature",
                        "sbom");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsNobodyInWithoutCredentials(Route route) {
        Answer answer = AdminClient.withHeaders(replica.managementPort()).send(route.method(), route.path(), null);
        if (route.isOpen()) {
            assertThat(answer.status()).isNotEqualTo(401).isNotEqualTo(403);
        } else {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"Unauthorized\"]}");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsNobodyInWithWrongCredentials(Route route) {
        for (String authorization : List.of(
                AdminClient.basic("admin", "wrong-password"),
                AdminClient.basic("Admin", "admin-password"),
                AdminClient.basic("admin", ""),
                "Basic !",
                "Basic",
                "Bearer admin-password")) {
            Answer answer = AdminClient.withHeaders(replica.managementPort(), "Authorization", authorization)
                    .send(route.method(), route.path(), null);
            if (!route.isOpen()) {
                assertThat(answer.status()).as(authorization).isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsTheOperatorIn(Route route) {
        Answer answer = AdminClient.of(replica).send(route.method(), route.path(), null);
        assertThat(answer.status()).isNotIn(401, 403, 405, 429).isLessThan(500);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void hasNoneOfThemOnThePublicPort(Route route) {
        String request = route.method() + " /actuator" + route.path() + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: " + AdminClient.basic("admin", "admin-password")
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        assertThat(RawHttp.send(replica.port(), request.getBytes(StandardCharsets.US_ASCII))
                        .status())
                .isIn(404, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heapdump",
                "env",
                "beans",
                "shutdown",
                "threaddump",
                "mappings",
                "loggers",
                "configprops",
                "conditions",
                "metrics",
                "scheduledtasks",
                "flyway",
                "caches",
                "httpexchanges",
                "startup",
                "logfile"
            })
    void isClosedForEverythingElse(String endpoint) {
        assertThat(AdminClient.of(replica).get("/" + endpoint).status()).isEqualTo(404);
        assertThat(AdminClient.of(replica).post("/" + endpoint).status()).isIn(404, 405);
        assertThat(AdminClient.withHeaders(replica.managementPort())
                        .get("/" + endpoint)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesWhatOtherSitesSendWithTheOperatorsBrowser() {
        AdminClient admin = AdminClient.of(replica);
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(admin.send("POST", "/applications", "{}", "Sec-Fetch-Site", site)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(origin("http://evil.example")).isEqualTo(403);
        assertThat(origin("null")).isEqualTo(403);
        assertThat(origin("http://localhost")).isEqualTo(200);
        assertThat(admin.send("GET", "/applications", null, "Sec-Fetch-Site", "none")
                        .status())
                .isEqualTo(200);
    }

    private static int origin(String origin) {
        String request = "GET /actuator/applications HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\n"
                + "Authorization: " + AdminClient.basic("admin", "admin-password")
                + "\r\nConnection: close\r\n\r\n";
        return RawHttp.send(replica.managementPort(), request.getBytes(StandardCharsets.US_ASCII))
                .status();
    }

    @Test
    void writesFailedLoginsDownByTheirNumber() {
        AdminClient stranger = AdminClient.withHeaders(
                replica.managementPort(), "Authorization", AdminClient.basic("my-typed-password", "wrong"));
        for (int i = 0; i < 20; i++) {
            stranger.get("/applications");
        }
        replica.bean(AuditTrail.class).close();
        Answer events = AdminClient.of(replica).get("/auditevents?type=authn_login_fail");
        assertThat(events.body()).contains("127.0.0.1", "occurrences").doesNotContain("my-typed-password");
    }
}
