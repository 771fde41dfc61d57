package io.sessionservice.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.SessionServiceApplication;
import io.sessionservice.support.Await;
import io.sessionservice.support.BesideOthers;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;

/** The jar as the image has it: with the context that its build generates, from which it starts where the settings allow. */
@BesideOthers
// first: two contexts that start at once in a new JVM set its logging up twice, and this one begins with other
// processes
@Order(1)
class GeneratedContextIT {

    private static final String GENERATED = "Starting AOT-processed SessionServiceApplication";

    @TempDir
    private static Path folder;

    private static Path jar;

    private final JdbcConnectionDetails database = TestPostgres.newDatabase();

    @BeforeAll
    static void layOutAsInTheImage() throws Exception {
        ServiceProcess.run(
                ServiceProcess.java(),
                "-Djarmode=tools",
                "-jar",
                "target/session-service.jar",
                "extract",
                "--destination",
                folder.toString());
        jar = folder.resolve("session-service.jar");
        ServiceProcess.run(
                "docker/generate-context.sh",
                jar.toString(),
                folder.resolve("lib").toString());
    }

    @Test
    void servesBothPortsFromTheGeneratedContext() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(jar, settings())) {
            List<Integer> ports = service.awaitPorts();
            WireClient client = new WireClient("http://localhost:" + ports.get(0));
            // an application of the settings is registered by then
            Await.until(() -> client.get("/readyz", "").status() == 200);
            WireClient.Answer created = client.postForm("/session.json", signed());

            assertThat(service.log()).contains(GENERATED);
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            String token = created.token();
            assertThat(client.get("/session.json", token).status()).isEqualTo(200);
            assertThat(client.delete("/session.json", token).status()).isEqualTo(200);
            assertThat(client.get("/session.json", "0".repeat(40)).status()).isEqualTo(401);
            assertThat(client.get("/api-docs/public.html", "").status()).isEqualTo(404);
            assertThat(managed(ports.get(1), "/actuator/health", false)).isEqualTo(200);
            assertThat(managed(ports.get(1), "/actuator/prometheus", false)).isEqualTo(200);
            for (String path : List.of("/actuator/applications", "/actuator/sessions", "/console")) {
                assertThat(managed(ports.get(1), path, false)).as(path).isEqualTo(401);
                assertThat(managed(ports.get(1), path, true)).as(path).isEqualTo(200);
            }
            assertThat(managed(ports.get(1), "/actuator/env", true)).isEqualTo(404);
        }
    }

    @Test
    void takesTheLongWayWhereASettingDecidesWhichBeansThereAre() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(jar, settings("SESSIONS_WIRE_API_PAGE", "true"))) {
            WireClient client =
                    new WireClient("http://localhost:" + service.awaitPorts().get(0));

            assertThat(service.log()).doesNotContain(GENERATED);
            assertThat(client.get("/api-docs/public.html", "").status()).isEqualTo(200);
        }
    }

    @Test
    void migratesNothingWhereThatIsDoneElsewhere() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(jar, settings("SPRING_FLYWAY_ENABLED", "false"))) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.log()).contains(GENERATED, "missing table").doesNotContain("DbMigrate");
        }
    }

    @Test
    void namesWhatIsMissingAsEver() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(jar, settings("SESSIONS_SEALING_KEYS", ""))) {
            assertThat(service.awaitEnd()).isNotZero();
            assertThat(service.log()).contains("SESSIONS_SEALING_KEYS").doesNotContain("\\tat ");
        }
    }

    @Test
    void isTheContextOfEverySettingThatCountsAsAValue() {
        assertThat(beans(
                        "spring.application.name=other",
                        "spring.datasource.hikari.maximum-pool-size=3",
                        "spring.flyway.url=" + database.getJdbcUrl(),
                        "spring.flyway.user=" + database.getUsername(),
                        "spring.flyway.password=" + database.getPassword(),
                        "server.address=127.0.0.1",
                        "server.tomcat.max-connections=100",
                        "server.tomcat.accesslog.enabled=false",
                        "server.forward-headers-strategy=native",
                        "management.server.address=127.0.0.1",
                        "sessions.admin.console.enabled=false",
                        "sessions.admin.jwt.issuer-uri=http://localhost:1",
                        "sessions.audit.token-creations=true",
                        "sessions.identity.allowed-hosts=*",
                        "sessions.limits.enabled=false",
                        "sessions.wire.envelope=bare",
                        "sessions.wire.cors.allowed-origins=https://example.com",
                        "logging.level.root=warn"))
                .isEqualTo(beans());
    }

    private Set<String> beans(String... more) {
        String[] arguments = Stream.concat(
                        settings().entrySet().stream()
                                .map(setting -> setting.getKey()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '.') + "=" + setting.getValue()),
                        Stream.concat(Stream.of("spring.main.lazy-initialization=true"), Arrays.stream(more)))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context =
                new SpringApplication(SessionServiceApplication.class).run(arguments)) {
            return new TreeSet<>(Set.of(context.getBeanDefinitionNames()));
        }
    }

    /** Of an operator; the last two are a name and a value over these. */
    private Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SPRING_DATASOURCE_URL", database.getJdbcUrl(),
                "SPRING_DATASOURCE_USERNAME", Objects.requireNonNull(database.getUsername()),
                "SPRING_DATASOURCE_PASSWORD", Objects.requireNonNull(database.getPassword()),
                "SESSIONS_SEALING_KEYS", "k1:dGVzdC1zZWFsaW5nLWtleS1kby1ub3QtdXNlLWl0LSE=",
                "SESSIONS_ADMIN_USERNAME", "admin",
                "SESSIONS_ADMIN_PASSWORD", "admin-password",
                "SERVER_PORT", "0",
                "MANAGEMENT_SERVER_PORT", "0",
                "SESSIONS_SHUTDOWN_LINGER", "0s"));
        for (String part : List.of("ID=92", "NAME=test", "AUTHKEY=test-key", "AUTHSECRET=test-secret")) {
            settings.put("SESSIONS_BOOTSTRAP_0_" + part.split("=")[0], part.split("=")[1]);
        }
        if (more.length > 0) {
            settings.put(more[0], more[1]);
        }
        return settings;
    }

    private static Map<String, String> signed() {
        return WireClient.signed(
                Map.of(
                        "application_id", "92",
                        "auth_key", "test-key",
                        "nonce", "1",
                        "timestamp", String.valueOf(Instant.now().getEpochSecond())),
                "test-secret");
    }

    private static int managed(int port, String path, boolean asOperator) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (asOperator) {
            String login = Base64.getEncoder().encodeToString("admin:admin-password".getBytes(UTF_8));
            request.header("Authorization", "Basic " + login);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
