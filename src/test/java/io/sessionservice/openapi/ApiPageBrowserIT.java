package io.sessionservice.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Await;
import io.sessionservice.support.BesideOthers;
import io.sessionservice.support.Chromium;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documents' pages in a real browser: each shows its operations, and asks nobody but the port that it came from. */
@BesideOthers
class ApiPageBrowserIT {

    private static Chromium chromium;
    private static Replica replica;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        replica = Replica.start(TestPostgres.newDatabase(), "sessions.wire.api-page=true");
        chromium.look(1600, "light");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (replica != null) {
            replica.close();
        }
    }

    @Test
    void showsOperatorsWhatTheManagementPortDoes() {
        String port = "localhost:" + replica.managementPort();
        // what the operator types into the browser's own dialog
        chromium.open("http://admin:admin-password@" + port + "/api-docs");
        assertShown("management", "Management API", "http://" + port);
    }

    @Test
    void showsAnybodyWhatThePublicPortDoesWhereThatIsWanted() {
        chromium.open(replica.url() + "/api-docs");
        assertShown("public", "Session API", replica.url());
    }

    private static void assertShown(String name, String title, String origin) {
        Set<String> documented = OpenApiDocument.committed(name)
                .operations()
                .map(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
                .collect(Collectors.toCollection(TreeSet::new));
        Await.until(() -> shown().size() >= documented.size());
        assertThat(shown()).isEqualTo(documented).hasSizeGreaterThan(20);
        assertThat(chromium.title()).isEqualTo(title);
        chromium.picture(Path.of("target/api-page/" + name + ".png"));
        assertThat(chromium.requests())
                .anyMatch(url -> url.endsWith("/api-docs/" + name + ".yaml"))
                .allMatch(url -> url.replace("admin:admin-password@", "").startsWith(origin + "/api-docs")
                        || url.startsWith("data:"));
        // what the page's policy forbids would stand here, and what its scripts throw
        assertThat(chromium.console()).isEmpty();
    }

    private static Set<String> shown() {
        List<?> shown = (List<?>) chromium.run("""
                return [...document.querySelectorAll('.opblock-summary')].map(summary =>
                    summary.querySelector('.opblock-summary-method').textContent + ' '
                        + summary.querySelector('.opblock-summary-path').dataset.path)""");
        return shown == null
                ? Set.of()
                : shown.stream()
                        .map(String::valueOf)
                        // documented too, and no operations of their own
                        .filter(operation -> !operation.startsWith("HEAD ") && !operation.startsWith("OPTIONS "))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
