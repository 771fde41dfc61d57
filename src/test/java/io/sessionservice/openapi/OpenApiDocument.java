package io.sessionservice.openapi;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** An OpenAPI document as a tree. */
public record OpenApiDocument(ObjectNode root) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    /** One method of one path. */
    public record Operation(String method, String path, ObjectNode node) {

        public String operationId() {
            return node.path("operationId").asString("");
        }

        public ObjectNode responses() {
            return node.withObjectProperty("responses");
        }

        public boolean hasPathVariable() {
            return path.contains("{");
        }
    }

    /** The documents as they are committed, and packed into the jar. */
    public static OpenApiDocument committed(String name) {
        return read(Path.of("docs/openapi", name + ".yaml"));
    }

    static OpenApiDocument read(Path file) {
        return new OpenApiDocument((ObjectNode) YAML.readTree(file));
    }

    public Stream<Operation> operations() {
        return root.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(method.getKey(), path.getKey(), (ObjectNode) method.getValue())));
    }

    /** The node that a {@code $ref} leads to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asString().substring(1)) : node;
    }

    /** Lays what is written by hand over what was generated. */
    void overlay(ObjectNode written) {
        merge(root, written);
    }

    private static void merge(ObjectNode under, ObjectNode over) {
        over.properties().forEach(entry -> {
            JsonNode below = under.get(entry.getKey());
            if (below instanceof ObjectNode object
                    && entry.getValue() instanceof ObjectNode more
                    && !more.has("$ref")) {
                merge(object, more);
            } else if (entry.getValue().isNull()) {
                under.remove(entry.getKey());
            } else {
                under.set(entry.getKey(), entry.getValue().deepCopy());
            }
        });
    }

    /** With paths, statuses and schemas in order, and the parts of the document in the order of the specification. */
    String yaml() {
        ObjectNode ordered = root.objectNode();
        for (String part : List.of("openapi", "info", "servers", "tags", "security", "paths", "components")) {
            if (root.has(part)) {
                ordered.set(part, root.get(part));
            }
        }
        sort(ordered.withObjectProperty("paths"));
        ordered.withObjectProperty("components").forEach(part -> sort((ObjectNode) part));
        new OpenApiDocument(ordered).operations().forEach(operation -> sort(operation.responses()));
        return YAML.writeValueAsString(ordered);
    }

    private static void sort(ObjectNode object) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            sorted.put(entry.getKey(), entry.getValue());
        }
        object.removeAll();
        sorted.forEach(object::set);
    }
}
