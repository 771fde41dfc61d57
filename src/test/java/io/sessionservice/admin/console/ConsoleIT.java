package io.sessionservice.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Race;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;

/** Who gets at the console, and what its answers say to browsers. */
class ConsoleIT {

    private static final String OPERATOR = AdminClient.basic("admin", "admin-password");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern OWN_KEY = Pattern.compile("name=\"ownKey\" value=\"([0-9a-f]{20})\"");

    private static Replica replica;

    /** A page, with something in place of its variables that does not exist. */
    record Route(String method, String path) {}

    @BeforeAll
    static void start() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.admin.limits.failed-logins-per-address=10000",
                "sessions.identity.allowed-hosts=verify.example.com");
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    static List<Route> routes() {
        ClassPathScanningCandidateComponentProvider pages = new ClassPathScanningCandidateComponentProvider(false);
        pages.addIncludeFilter(new AnnotationTypeFilter(ConsolePage.class));
        return pages.findCandidateComponents(ConsolePage.class.getPackageName()).stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(String.valueOf(name), null))
                .flatMap(ConsoleIT::routes)
                .toList();
    }

    private static Stream<Route> routes(Class<?> page) {
        RequestMapping at = AnnotatedElementUtils.findMergedAnnotation(page, RequestMapping.class);
        String under = at == null ? "" : at.path()[0];
        return Arrays.stream(page.getDeclaredMethods()).flatMap(method -> route(under, method));
    }

    private static Stream<Route> route(String under, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Stream.of(new Route(
                        mapping.method()[0].name(),
                        (under + String.join("", mapping.path())).replaceAll("\\{[^/]*}{1,2}", "987654321")));
    }

    private static HttpResponse<String> send(Route route, String... headers) throws Exception {
        return send(replica.managementPort(), route, "", headers);
    }

    private static HttpResponse<String> send(int port, Route route, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + route.path()))
                .method(route.method(), HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (route.method().equals("POST")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> submit(String path, Map<String, String> fields) throws Exception {
        return send(
                replica.managementPort(), new Route("POST", path), WireClient.form(fields), "Authorization", OPERATOR);
    }

    @Test
    void hasThePagesItIsKnownFor() {
        assertThat(routes())
                .hasSizeGreaterThan(30)
                .contains(
                        new Route("GET", "/console"),
                        new Route("POST", "/console/applications"),
                        new Route("POST", "/console/applications/987654321/rotate-secret"),
                        new Route("POST", "/console/applications/987654321/identity-providers/oidc"),
                        new Route("POST", "/console/applications/987654321/identity-providers/http"),
                        new Route("POST", "/console/applications/987654321/identity-providers/remove"),
                        new Route("POST", "/console/users/987654321/delete"),
                        new Route("POST", "/console/sessions/987654321/end"),
                        new Route("GET", "/console/audit"),
                        new Route("POST", "/console/signature"));
    }

    @Test
    void letsNobodyInWithoutCredentials() throws Exception {
        for (Route route : routes()) {
            HttpResponse<String> answer = send(route);
            assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
            assertThat(header(answer, "WWW-Authenticate")).startsWith("Basic ");
            assertThat(header(answer, "Content-Type")).startsWith("text/html");
            assertThat(answer.body()).doesNotContain("admin").contains("Unauthorized");
            assertThat(send(route, "Authorization", AdminClient.basic("admin", "wrong-password"))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesWhatOtherSitesSendWithTheOperatorsBrowser() throws Exception {
        for (Route route : routes()) {
            for (String[] foreign : List.of(
                    new String[] {"Sec-Fetch-Site", "cross-site"},
                    new String[] {"Sec-Fetch-Site", "same-site"},
                    new String[] {"Origin", "http://evil.example"},
                    new String[] {"Origin", "null"})) {
                assertThat(send(route, "Authorization", OPERATOR, foreign[0], foreign[1])
                                .statusCode())
                        .as("%s %s", route, foreign[1])
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void hasNoneOfThemOnThePublicPort() {
        for (Route route : routes()) {
            String request = route.method() + " " + route.path() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                    + OPERATOR + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            assertThat(RawHttp.send(replica.port(), request.getBytes(StandardCharsets.US_ASCII))
                            .status())
                    .as("%s", route)
                    .isIn(404, 405);
        }
    }

    @Test
    void tellsBrowsersToKeepNothingAndToRunNothingElse() throws Exception {
        for (String path : List.of("/console", "/console/applications", "/console/nothing")) {
            HttpResponse<String> answer = send(new Route("GET", path), "Authorization", OPERATOR);
            assertThat(header(answer, "Cache-Control")).contains("no-store");
            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void showsWhatBrowsersLoadToAnybodyAndNothingElse() throws Exception {
        for (String asset : List.of("console.css", "console.js", "htmx.min.js", "icon.svg")) {
            assertThat(send(new Route("GET", "/console/assets/" + asset)).statusCode())
                    .as(asset)
                    .isEqualTo(200);
        }
        for (String other :
                List.of("../layout.html", "%2e%2e/layout.html", "..%2flayout.html", "htmx.js/../x", "none")) {
            assertThat(send(new Route("GET", "/console/assets/" + other)).statusCode())
                    .as(other)
                    .isIn(400, 401, 404);
        }
    }

    @Test
    void answersFailuresAsPages() throws Exception {
        for (String path : List.of("/console/nothing", "/console/users/987654321", "/console/applications/987654321")) {
            HttpResponse<String> answer = send(new Route("GET", path), "Authorization", OPERATOR);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("<h1>Not found</h1>").doesNotContain("Exception");
        }
        assertThat(send(new Route("DELETE", "/console/applications"), "Authorization", OPERATOR)
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void saysAtTheFieldWhatIsWrongAndDoesNothing() throws Exception {
        HttpResponse<String> answer =
                submit("/console/applications", Map.of("name", "", "id", "-1", "authSecret", "planted-secret"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("There is a problem", "id=\"id-problem\"", "aria-invalid=\"true\"")
                .doesNotContain("planted-secret");
    }

    @Test
    void readsAndWritesEveryLanguage() throws Exception {
        HttpResponse<String> made = submit("/console/applications", Map.of("name", "Überfahrt 日本", "SHA1", "on"));
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("Überfahrt 日本");
    }

    @Test
    void refusesToRotateWhatHasChangedSinceItWasShown() throws Exception {
        Answer registered = AdminClient.of(replica).post("/applications", "{\"name\": \"twice\"}");
        String path = "/console/applications/" + registered.json().get("id").asLong() + "/rotate-secret";
        Map<String, String> form = Map.of(
                "graceSeconds", "60", "seen", registered.json().get("updatedAt").asString());
        assertThat(submit(path, form).body()).contains("It is shown this once.");
        HttpResponse<String> again = submit(path, form);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body()).contains("has changed since this page was loaded");
    }

    /** As a double click does, and a reload of the page that answers. */
    @Test
    void registersAndRotatesOnceHoweverOftenTheFormIsSent() throws Exception {
        Matcher ownKey = OWN_KEY.matcher(send(new Route("GET", "/console/applications/new"), "Authorization", OPERATOR)
                .body());
        assertThat(ownKey.find()).isTrue();
        Map<String, String> form = Map.of("name", "pressed twice", "SHA1", "on", "ownKey", ownKey.group(1));
        List<HttpResponse<String>> answers = Race.of(4, () -> submit("/console/applications", form));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 400)
                .hasSize(3)
                .allSatisfy(answer -> assertThat(answer.body())
                        .contains("This form has been sent before", "value=\"" + ownKey.group(1) + "\""));

        JsonNode application = applications().stream()
                .filter(one -> one.get("name").asString().equals("pressed twice"))
                .reduce((one, other) -> {
                    throw new AssertionError("registered twice");
                })
                .orElseThrow();
        String path = "/console/applications/" + application.get("id").asLong() + "/rotate-secret";
        Map<String, String> rotation =
                Map.of("seen", application.get("updatedAt").asString());
        assertThat(Race.of(4, () -> submit(path, rotation).statusCode())).containsExactlyInAnyOrder(200, 400, 400, 400);
        assertThat(submit(path, Map.of("seen", "never")).statusCode()).isEqualTo(400);
        assertThat(submit(path, Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void replacesNoIdentityProviderUnawares() throws Exception {
        long id = AdminClient.of(replica)
                .post("/applications", "{\"name\": \"vouched\"}")
                .json()
                .get("id")
                .asLong();
        String path = "/console/applications/" + id + "/identity-providers/http";
        Map<String, String> form = new HashMap<>(Map.of(
                "provider",
                "one",
                "url",
                "https://verify.example.com",
                "subject",
                "id",
                "headers",
                "X-A=1\r\nX-B=a=b"));
        assertThat(submit(path, form).statusCode()).isEqualTo(303);
        assertThat(submit(path, form).body()).contains("is the name of one that is there");
        form.put("seen", "2026-01-01T00:00:00Z");
        assertThat(submit(path, form).body()).contains("has changed since this page was loaded");
        JsonNode set = AdminClient.of(replica)
                .get("/applications/" + id + "/identity-providers/one")
                .json();
        assertThat(set.get("headers").toString()).isEqualTo("{\"X-A\":\"1\",\"X-B\":\"a=b\"}");
        form.put("seen", set.get("updatedAt").asString());
        form.put("headers", "no equals sign");
        assertThat(submit(path, form).body()).contains("has a line that is not name=value");
        form.put("headers", "Host=elsewhere");
        assertThat(submit(path, form).statusCode()).isEqualTo(400);
        form.put("headers", "");
        form.put("secretHeader.name", "X-Key");
        form.put("secretHeader.secret", "planted\u0001secret");
        HttpResponse<String> refused = submit(path, form);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("secretHeader.secret-problem").doesNotContain("planted");
        assertThat(submit(
                                "/console/applications/987654321/identity-providers/http",
                                Map.of("provider", "x", "url", "https://verify.example.com", "subject", "id"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static List<JsonNode> applications() {
        return AdminClient.of(replica)
                .get("/applications?limit=500")
                .json()
                .get("applications")
                .valueStream()
                .toList();
    }

    @Test
    void isGoneWhereItIsSwitchedOff() throws Exception {
        try (Replica without = Replica.start(TestPostgres.newDatabase(), "sessions.admin.console.enabled=false")) {
            for (String path : List.of("/console", "/console/applications", "/console/assets/console.css")) {
                HttpResponse<String> answer =
                        send(without.managementPort(), new Route("GET", path), "", "Authorization", OPERATOR);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
            }
            assertThat(AdminClient.of(without).get("/applications").status()).isEqualTo(200);
        }
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
