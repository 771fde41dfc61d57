package io.sessionservice.openapi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The documents as pages: on the management port for operators, on the public one where it is wanted, and from nowhere else. */
class ApiPageIT {

    private static final Pattern LINKS = Pattern.compile("(?:src|href|data-document)=\"([^\"]+)\"");
    private static final String OPERATOR = "Authorization: " + AdminClient.basic("admin", "admin-password") + "\r\n";

    private static Replica without;
    private static Replica with;

    @BeforeAll
    static void start() {
        JdbcConnectionDetails database = TestPostgres.newDatabase();
        without = Replica.start(database);
        with = Replica.start(database, "sessions.wire.api-page=true");
    }

    @AfterAll
    static void stop() {
        without.close();
        with.close();
    }

    private static RawHttp.Answer get(int port, String path, String headers) {
        return RawHttp.send(
                port,
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n")
                        .getBytes(US_ASCII));
    }

    private static RawHttp.Answer publicly(String path) {
        return get(with.port(), path, "");
    }

    private static RawHttp.Answer asOperator(String path) {
        return get(without.managementPort(), path, OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api-docs",
                "/api-docs/",
                "/api-docs/public.html",
                "/api-docs/public.yaml",
                "/api-docs/page.js",
                "/api-docs/swagger-ui-bundle.js"
            })
    void isNotOnThePublicPortUnlessItIsWanted(String path) {
        RawHttp.Answer answer = get(without.port(), path, "");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"errors\":[\"Not found\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api-docs/management.html",
                "/api-docs/management.yaml",
                "/api-docs/../application.yaml",
                "/api-docs/%2e%2e/application.yaml",
                "/api-docs/..%2fapplication.yaml",
                "/api-docs/..%5cmanagement-api-page/management.yaml",
                "/api-docs/../management-api-page/management.yaml",
                "/api-docs/",
                "/webjars/swagger-ui/swagger-ui-bundle.js"
            })
    void holdsNothingElseOnThePublicPort(String path) {
        RawHttp.Answer answer = publicly(path);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).doesNotContain("openapi:").doesNotContain("spring:");
    }

    @Test
    void isForOperatorsOnTheManagementPort() {
        for (String path :
                List.of("/api-docs", "/api-docs/management.html", "/api-docs/management.yaml", "/api-docs/page.js")) {
            assertThat(get(without.managementPort(), path, "").status()).isEqualTo(401);
        }
    }

    @Test
    void showsTheCommittedDocuments() throws IOException {
        String publicDocument = Files.readString(Path.of("docs/openapi/public.yaml"));
        assertThat(publicly("/api-docs/public.yaml").body()).isEqualTo(publicDocument);
        assertThat(asOperator("/api-docs/public.yaml").body()).isEqualTo(publicDocument);
        assertThat(asOperator("/api-docs/management.yaml").body())
                .isEqualTo(Files.readString(Path.of("docs/openapi/management.yaml")));
    }

    /** The public port's page is known to the management port's context too. */
    @Test
    void showsOperatorsTheirOwnWhereThePublicPortHasOneToo() {
        assertThat(get(with.managementPort(), "/api-docs", OPERATOR).head())
                .anyMatch(line -> line.endsWith("/api-docs/management.html"));
        assertComplete(
                get(with.managementPort(), "/api-docs/management.html", OPERATOR), with.managementPort(), OPERATOR);
    }

    @Test
    void leadsToThePage() {
        assertThat(publicly("/api-docs").head()).anyMatch(line -> line.endsWith("/api-docs/public.html"));
        assertThat(asOperator("/api-docs").head()).anyMatch(line -> line.endsWith("/api-docs/management.html"));
    }

    @Test
    void loadsNothingFromElsewhere() {
        assertComplete(publicly("/api-docs/public.html"), with.port(), "");
        assertComplete(asOperator("/api-docs/public.html"), without.managementPort(), OPERATOR);
        assertComplete(asOperator("/api-docs/management.html"), without.managementPort(), OPERATOR);
        assertThat(publicly("/api-docs/page.js").body()).doesNotContain("://").contains("validatorUrl: null");
    }

    private static void assertComplete(RawHttp.Answer page, int port, String headers) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("://");
        assertThat(page.head())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Content-Security-Policy: default-src 'none'; script-src 'self'; ")
                        .contains("connect-src 'self'", "frame-ancestors 'none'"))
                .contains("X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer");
        List<String> links = LINKS.matcher(page.body())
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.equals("data:,"))
                .toList();
        assertThat(links).contains("swagger-ui-bundle.js", "swagger-ui.css", "page.js");
        assertThat(links)
                .allSatisfy(link -> assertThat(
                                get(port, "/api-docs/" + link, headers).status())
                        .as(link)
                        .isEqualTo(200));
    }
}
