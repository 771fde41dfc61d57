package io.sessionservice.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators look at exists: the page of metrics, the alerts and the dashboard against a scrape of a service in use. */
class MetricsIT {

    private static final String PAGE = "docs/metrics.md";
    private static final String ALERTS = "helm/session-service/files/alerts.yaml";
    private static final String DASHBOARD = "helm/session-service/files/dashboard.json";
    private static final Pattern OWN_OR_USED =
            Pattern.compile("\\b(?:sessions|http|hikaricp|jvm|process|system)_[a-z0-9_]*[a-z0-9]\\b");

    private static Replica replica;
    private static Scrape scrape;

    @BeforeAll
    static void use() throws Exception {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=metrics",
                "sessions.bootstrap[0].auth-key=metrics-key",
                "sessions.bootstrap[0].auth-secret=metrics-secret");
        replica.bean(UserRegistry.class)
                .create(
                        new CreateUser(new UserId(7), new ApplicationId(92), "ann", null, "ann-password", null),
                        Clock.systemUTC().instant());
        WireClient client = new WireClient(replica.url());
        Map<String, String> first = signed(1, Map.of());
        String token = client.postForm("/session.json", first).token();
        client.postForm("/session.json", first);
        client.get("/session.json", token);
        client.postForm("/login.json", Map.of("login", "ann", "password", "ann-password"), "QB-Token", token);
        client.postForm("/login.json", Map.of("login", "ann", "password", "wrong"), "QB-Token", token);
        client.delete("/session.json", token);
        client.postForm("/session.json", signed(2, Map.of("user[login]", "ann", "user[password]", "ann-password")));
        scrape = Scrape.of(replica.managementPort());
        Files.writeString(Path.of("target/scrape.txt"), scrape.text());
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void countsWhatHappened() {
        assertThat(scrape.value("sessions_creations_total{kind=\"application\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("sessions_creations_total{kind=\"user\"}")).isEqualTo(1);
        assertThat(scrape.value("sessions_upgrades_total")).isEqualTo(1);
        assertThat(scrape.value("sessions_downgrades_total")).isEqualTo(1);
        assertThat(scrape.value("sessions_logins_total{outcome=\"success\"}")).isEqualTo(2);
        assertThat(scrape.value("sessions_logins_total{outcome=\"failure\"}")).isEqualTo(1);
        assertThat(scrape.value("sessions_refusals_total{reason=\"nonce_replayed\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("sessions_refusals_total{reason=\"signature_mismatch\"}"))
                .isZero();
        assertThat(scrape.value("sessions_signatures_total{algorithm=\"sha1\",secret=\"current\"}"))
                .isGreaterThanOrEqualTo(3);
        assertThat(scrape.value("sessions_clock_drift_seconds")).isBetween(-2.0, 2.0);
        assertThat(scrape.value("sessions_purge_lag_seconds{what=\"nonces\"}")).isZero();
        assertThat(scrape.value("sessions_hashing_running")).isZero();
    }

    @Test
    void measuresTheThreeRoutesInBuckets() {
        assertThat(scrape.text().lines().filter(line -> line.startsWith("http_server_requests_seconds_bucket")))
                .anyMatch(line -> line.contains("method=\"POST\"") && line.contains("uri=\"/session.json\""))
                .anyMatch(line -> line.contains("method=\"GET\"") && line.contains("uri=\"/session.json\""))
                .anyMatch(line -> line.contains("method=\"DELETE\"") && line.contains("uri=\"/session.json\""))
                .anyMatch(line -> line.contains("le=\"0.05\""));
    }

    /** Nothing that grows with what clients send may be a label. */
    @Test
    void staysSmall() {
        assertThat(scrape.text().lines().filter(line -> !line.startsWith("#"))).hasSizeLessThan(600);
    }

    @Test
    void pageNamesEveryMetricOfTheService() throws IOException {
        Set<String> own = scrape.names().stream()
                .filter(name -> name.startsWith("sessions_"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = names(PAGE).stream()
                .filter(name -> name.startsWith("sessions_"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, ALERTS, DASHBOARD})
    void namesOnlyMetricsThatExist(String file) throws IOException {
        assertThat(names(file)).isNotEmpty().isSubsetOf(scrape.names());
    }

    @Test
    void listsThePartsForOperatorsOnly() throws Exception {
        URI sbom = URI.create("http://localhost:" + replica.managementPort() + "/actuator/sbom/application");
        String admin = Base64.getEncoder().encodeToString("admin:admin-password".getBytes(UTF_8));
        HttpClient http = HttpClient.newHttpClient();

        assertThat(http.send(HttpRequest.newBuilder(sbom).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(http.send(
                                HttpRequest.newBuilder(sbom)
                                        .header("Authorization", "Basic " + admin)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("CycloneDX", "pkg:maven/org.postgresql/postgresql@");
    }

    private static Set<String> names(String file) throws IOException {
        return OWN_OR_USED
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> signed(int nonce, Map<String, String> more) {
        Instant now = Clock.systemUTC().instant();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "metrics-key");
        parameters.put("timestamp", Long.toString(now.getEpochSecond()));
        parameters.put("nonce", Integer.toString(nonce));
        parameters.putAll(more);
        return WireClient.signed(parameters, "metrics-secret");
    }
}
