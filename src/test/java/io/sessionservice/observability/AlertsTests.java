package io.sessionservice.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alerts do what their names say, by Prometheus's own tool where it is installed; and each has its page for who is on call. */
class AlertsTests {

    private static final Path ALERTS = Path.of("helm/session-service/files/alerts.yaml");
    private static final Path RULE_TESTS = Path.of("src/test/resources/alerts/alerts.test.yaml");

    @Test
    void alertWhenTheyShould() throws IOException, InterruptedException {
        Process promtool;
        try {
            promtool = new ProcessBuilder("promtool", "test", "rules", RULE_TESTS.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            abort("promtool is not installed: " + e.getMessage());
            return;
        }
        String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);
        assertThat(promtool.waitFor()).as(output).isZero();
    }

    @Test
    void eachIsTestedAndExplained() throws IOException {
        String tests = Files.readString(RULE_TESTS);
        String operations = Files.readString(Path.of("docs/operations.md"));

        assertThat(alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(tests).contains("alertname: " + alert);
            assertThat(operations).contains("### " + alert + "\n");
        });
    }

    private static List<String> alerts() throws IOException {
        Map<String, List<Map<String, List<Map<String, String>>>>> file = new Yaml().load(Files.readString(ALERTS));
        return file.values().stream()
                .flatMap(List::stream)
                .flatMap(group -> Stream.of(group.get("rules")))
                .flatMap(rules -> rules == null ? Stream.empty() : rules.stream())
                .map(rule -> String.valueOf(rule.get("alert")))
                .toList();
    }
}
