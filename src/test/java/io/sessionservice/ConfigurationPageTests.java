package io.sessionservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table in {@code docs/configuration.md} is made from the settings' records. Where it has drifted, the page as it should be is
 * in {@code target/configuration.md}, to be copied.
 */
class ConfigurationPageTests {

    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path SEEN = Path.of("target/configuration.md");
    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final String BEGIN = "<!-- generated: settings -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void listsEverySettingAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        String expected =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (!page.equals(expected)) {
            Files.writeString(SEEN, expected);
        }
        assertThat(page).isEqualTo(expected);
    }

    private static String table() throws IOException {
        JsonNode settings =
                new JsonMapper().readTree(Files.readString(METADATA)).get("properties");
        return settings.valueStream()
                .map(ConfigurationPageTests::row)
                .sorted()
                .collect(Collectors.joining("\n", "\n| setting | default | meaning |\n|---|---|---|\n", "\n\n"));
    }

    private static String row(JsonNode setting) {
        String name = setting.get("name").asString();
        assertThat(setting.has("description")).as(name + " says what it means").isTrue();
        JsonNode value = setting.get("defaultValue");
        String meaning = setting.get("description").asString().replaceAll("\\{@code ([^}]*)}", "`$1`");
        return "| `%s`<br>`%s` | %s | %s |"
                .formatted(name, environment(name), value == null ? "–" : "`" + text(value) + "`", meaning);
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : value.asString();
    }

    private static String environment(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
