package io.sessionservice.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The chart's commented values, from which its schema and its table of values are made. A line {@code # -- …} above a key says
 * what it means, a line {@code # @schema {…}} adds to what its default tells about its type. A key without {@code # --} is a
 * section, whose keys have it.
 */
final class ChartValues {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern LINE = Pattern.compile("( *)(?:# (--|@schema) (.*)|([A-Za-z]+):.*)");

    /** What the comments above a key say. */
    private record Comment(String meaning, @Nullable String schema) {}

    private final Map<String, Object> defaults;
    private final Map<String, Comment> comments;

    private ChartValues(Map<String, Object> defaults, Map<String, Comment> comments) {
        this.defaults = defaults;
        this.comments = comments;
    }

    static ChartValues read(Path file) throws IOException {
        return new ChartValues(new Yaml().load(Files.readString(file)), comments(Files.readAllLines(file)));
    }

    private static Map<String, Comment> comments(List<String> lines) {
        Map<String, Comment> comments = new LinkedHashMap<>();
        Deque<String> path = new ArrayDeque<>();
        String meaning = null;
        String schema = null;
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            if (matcher.group(2) != null) {
                meaning = matcher.group(2).equals("--") ? matcher.group(3) : meaning;
                schema = matcher.group(2).equals("@schema") ? matcher.group(3) : schema;
                continue;
            }
            while (path.size() > matcher.group(1).length() / 2) {
                path.removeLast();
            }
            path.addLast(matcher.group(4));
            if (meaning != null) {
                comments.put(String.join(".", path), new Comment(meaning, schema));
            }
            meaning = null;
            schema = null;
        }
        return comments;
    }

    /** Every key that has neither a comment nor commented keys below it. */
    List<String> uncommented() {
        List<String> keys = new ArrayList<>();
        collectUncommented("", defaults, keys);
        return keys;
    }

    private void collectUncommented(String prefix, Map<String, Object> section, List<String> keys) {
        section.forEach((name, value) -> {
            String key = prefix + name;
            if (comments.containsKey(key)) {
                return;
            }
            if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                collectUncommented(key + ".", asSection(map), keys);
            } else {
                keys.add(key);
            }
        });
    }

    /** Markdown. */
    String table() {
        StringBuilder table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
        comments.forEach((key, comment) -> table.append(
                "| `%s` | `%s` | %s |%n".formatted(key, JSON.writeValueAsString(find(key)), comment.meaning())));
        return table.toString();
    }

    private @Nullable Object find(String key) {
        Object value = defaults;
        for (String name : key.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    String schema() {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "Values of the session-service chart");
        schema.setAll(section("", defaults));
        ((ObjectNode) schema.get("properties")).putObject("global").put("type", "object");
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    private ObjectNode section(String prefix, Map<String, Object> section) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        section.forEach((name, value) -> {
            Comment comment = comments.get(prefix + name);
            properties.set(
                    name,
                    comment == null && value instanceof Map<?, ?> map
                            ? section(prefix + name + ".", asSection(map))
                            : leaf(value, comment));
        });
        return schema;
    }

    private static ObjectNode leaf(@Nullable Object value, @Nullable Comment comment) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("type", type(value));
        if (comment != null) {
            schema.put("description", comment.meaning());
            if (comment.schema() != null) {
                schema.setAll((ObjectNode) JSON.readTree(comment.schema()));
            }
        }
        return schema;
    }

    private static String type(@Nullable Object value) {
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof Integer) {
            return "integer";
        }
        if (value instanceof List<?>) {
            return "array";
        }
        return value instanceof Map<?, ?> ? "object" : "string";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asSection(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }
}
