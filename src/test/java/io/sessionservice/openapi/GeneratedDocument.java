package io.sessionservice.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What springdoc makes of the controllers, told what it cannot know: that arguments which our own resolvers fill are no query
 * parameters, and which fields of a record are always there.
 */
final class GeneratedDocument {

    private static final String PACKAGE = "io.sessionservice.";
    private static final String REF = "#/components/schemas/";

    private final ObjectNode root;

    private GeneratedDocument(ObjectNode root) {
        this.root = root;
    }

    static OpenApiDocument of(String json, String name) {
        GeneratedDocument generated = new GeneratedDocument((ObjectNode) new JsonMapper().readTree(json));
        generated.root.remove(List.of("servers", "tags"));
        generated.openTrees(generated.root);
        generated.describeRecords();
        OpenApiDocument document = new OpenApiDocument(generated.root);
        document.operations().forEach(generated::arrange);
        generated.shortenNames();
        document.overlay(OpenApiDocument.read(Path.of("src/test/resources/openapi", name + ".yaml"))
                .root());
        return document;
    }

    /** A tree of Jackson's is whatever was sent, not what its class has getters for. */
    private void openTrees(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("$ref").asString("").equals(REF + JsonNode.class.getName())) {
            object.remove("$ref");
            object.put("type", "object");
        }
        node.forEach(this::openTrees);
    }

    private void arrange(OpenApiDocument.Operation operation) {
        ObjectNode node = operation.node();
        node.remove(List.of("summary", "tags"));
        node.put("operationId", operationId(operation));
        List<JsonNode> stay = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            String type = parameter.at("/schema/$ref").asString("").replace(REF, "");
            switch (type.substring(type.lastIndexOf('.') + 1)) {
                case "SessionToken" -> node.put("x-token", true);
                case "WireParameters" -> node.put("x-wire-parameters", true);
                // the body of the first is a form, which the overlay describes
                case "Operator", "OAuth2Request" -> {}
                default -> {
                    if (type.startsWith(PACKAGE)) {
                        body(node, type);
                    } else {
                        stay.add(parameter);
                    }
                }
            }
        }
        node.remove("parameters");
        if (!stay.isEmpty()) {
            node.putArray("parameters").addAll(stay);
        }
        // Spring Boot's own endpoints name three types for one and the same JSON
        operation.responses().forEach(answer -> {
            if (answer.get("content") instanceof ObjectNode content && content.has("application/json")) {
                content.retain("application/json");
            }
        });
    }

    private void body(ObjectNode operation, String type) {
        ObjectNode body = operation.putObject("requestBody");
        body.put(
                "required",
                Arrays.stream(load(type).getInterfaces())
                        .noneMatch(marker -> marker.getSimpleName().equals("Optional")));
        body.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", REF + type);
        root.withObjectProperty("components")
                .withObjectProperty("schemas")
                .withObjectProperty(type)
                .put("type", "object")
                .put("additionalProperties", false);
    }

    private static String operationId(OpenApiDocument.Operation operation) {
        StringBuilder id = new StringBuilder(operation.method());
        for (String word : operation.path().replace("/actuator", "").split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return id.toString();
    }

    /** Components that are not {@code @Nullable} are required; those that are, are left out or null, as the record is written. */
    private void describeRecords() {
        root.path("components").path("schemas").properties().forEach(schema -> {
            if (schema.getKey().startsWith(PACKAGE) && load(schema.getKey()).isRecord()) {
                describe(load(schema.getKey()), (ObjectNode) schema.getValue());
            }
        });
    }

    private static void describe(Class<?> type, ObjectNode schema) {
        ArrayNode required = schema.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = property == null ? component.getName() : property.value();
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                if (!isNullable) {
                    ObjectNode inner = schema.objectNode();
                    describe(component.getType(), inner);
                    inner.path("required").forEach(required::add);
                }
            } else if (!isNullable) {
                required.add(name);
            } else if (!type.isAnnotationPresent(JsonInclude.class)
                    && schema.path("properties").path(name) instanceof ObjectNode nullable
                    && nullable.get("type") instanceof JsonNode text) {
                nullable.putArray("type").add(text).add("null");
            }
        }
        schema.remove("required");
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private static Class<?> load(String name) {
        // springdoc writes a nested class with a dot
        for (String candidate = name; ; ) {
            try {
                return Class.forName(candidate);
            } catch (ClassNotFoundException e) {
                int dot = candidate.lastIndexOf('.');
                if (dot < 0) {
                    throw new IllegalStateException(name, e);
                }
                candidate = candidate.substring(0, dot) + '$' + candidate.substring(dot + 1);
            }
        }
    }

    /** {@code io.sessionservice.admin.UserDescriptor.Page} becomes {@code UserDescriptorPage}; what nothing leads to any more goes. */
    private void shortenNames() {
        ObjectNode schemas = root.withObjectProperty("components").withObjectProperty("schemas");
        List<String> names = new ArrayList<>(schemas.propertyNames());
        names.stream().filter(name -> !isUsed(name)).forEach(schemas::remove);
        names.removeIf(name -> !schemas.has(name));
        names.forEach(name -> {
            JsonNode schema = schemas.remove(name);
            schemas.set(shorten(name), schema);
        });
        rewrite(root, ref -> REF + shorten(ref.substring(REF.length())));
    }

    private boolean isUsed(String schema) {
        return root.findValuesAsString("$ref").contains(REF + schema);
    }

    private static String shorten(String name) {
        StringBuilder whole = new StringBuilder();
        for (String word : name.split("[.$]")) {
            if (Character.isUpperCase(word.charAt(0))) {
                whole.append(word);
            }
        }
        return whole.isEmpty() ? name : whole.toString();
    }

    private static void rewrite(JsonNode node, UnaryOperator<String> rename) {
        if (node instanceof ObjectNode object && object.get("$ref") instanceof JsonNode ref) {
            object.put("$ref", rename.apply(ref.asString()));
        }
        node.forEach(child -> rewrite(child, rename));
    }
}
