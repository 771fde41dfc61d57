package io.sessionservice.wire;

import io.sessionservice.openapi.BodySchemas;
import io.sessionservice.openapi.OpenApiDocument;
import io.sessionservice.openapi.OpenApiDocument.Operation;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the document of the public port has from the wire itself: media types, refusals, and the golden files as examples. */
public final class DocumentedWire {

    static final List<String> MEDIA_TYPES =
            List.of("application/x-www-form-urlencoded", "application/json", "multipart/form-data");

    private static final String JSON = "application/json";
    private static final List<String> TOKENS = List.of("QB-Token", "CB-Token", "Bearer");

    private final OpenApiDocument document;

    private DocumentedWire(OpenApiDocument document) {
        this.document = document;
    }

    /** Completes a document in place. */
    public static void complete(OpenApiDocument document) {
        DocumentedWire wire = new DocumentedWire(document);
        wire.describeSpellingsOfPaths();
        document.operations().forEach(wire::addBodies);
        document.operations().forEach(wire::addRefusals);
        wire.addExamples();
        document.operations()
                .forEach(operation ->
                        operation.node().remove(List.of("x-token", "x-wire-parameters", "x-body", "x-may-refuse")));
    }

    /** Every route is there without {@code .json} too, and does the same. */
    private void describeSpellingsOfPaths() {
        document.operations().forEach(operation -> {
            JsonNode twin = document.root()
                    .path("paths")
                    .path(operation.path() + ".json")
                    .path(operation.method());
            if (twin instanceof ObjectNode described) {
                String id = operation.node().get("operationId").asString();
                operation.node().removeAll();
                operation.node().setAll(described.deepCopy());
                operation.node().put("operationId", id);
                operation.node().put("summary", described.path("summary").asString("") + " (without suffix)");
            }
        });
    }

    private void addBodies(Operation operation) {
        ObjectNode node = operation.node();
        if (node.has("x-wire-parameters")) {
            ObjectNode body = node.withObjectProperty("requestBody").put("required", true);
            for (String type : MEDIA_TYPES) {
                body.withObjectProperty("content")
                        .withObjectProperty(type)
                        .withObjectProperty("schema")
                        .put(
                                "$ref",
                                "#/components/schemas/" + node.path("x-body").asString("Parameters"));
            }
        }
        if (node.has("x-token")) {
            TOKENS.forEach(
                    token -> node.withArrayProperty("security").addObject().putArray(token));
        } else if (!node.has("security")) {
            node.putArray("security");
        }
    }

    private void addRefusals(Operation operation) {
        if (operation.node().path("x-may-refuse").asBoolean(true)) {
            Map<String, TreeSet<String>> texts = new TreeMap<>();
            Map<String, TreeSet<String>> shapes = new TreeMap<>();
            for (RefusalReason reason : RefusalReason.values()) {
                if (DocumentedRefusals.concerns(reason, operation)) {
                    ErrorTable.Row row = ErrorTable.row(new RequestRefusedException(reason));
                    String status = Integer.toString(row.status().value());
                    boolean isList = row.body().errors() instanceof List;
                    texts.computeIfAbsent(status, key -> new TreeSet<>()).add(DocumentedRefusals.text(row));
                    shapes.computeIfAbsent(status, key -> new TreeSet<>()).add(isList ? "ErrorList" : "ErrorsByName");
                }
            }
            texts.forEach((status, said) ->
                    answer(operation, status, String.join("; ", said), shapes.getOrDefault(status, new TreeSet<>())));
            answer(
                    operation,
                    "500",
                    "A fault of the service; the incident stands in its log",
                    new TreeSet<>(List.of("Fault")));
        }
    }

    private static void answer(Operation operation, String status, String description, TreeSet<String> shapes) {
        ObjectNode answer = operation.responses().withObjectProperty(status);
        answer.put("description", description);
        ObjectNode schema =
                answer.withObjectProperty("content").withObjectProperty(JSON).withObjectProperty("schema");
        if (shapes.size() == 1) {
            schema.put("$ref", "#/components/schemas/" + shapes.first());
        } else {
            shapes.forEach(shape ->
                    schema.withArrayProperty("oneOf").addObject().put("$ref", "#/components/schemas/" + shape));
        }
        if (status.equals("503") || status.equals("429")) {
            answer.withObjectProperty("headers")
                    .withObjectProperty("Retry-After")
                    .put("$ref", "#/components/headers/RetryAfter");
        }
    }

    static Stream<GoldenExchange> goldens() {
        return GoldenFile.in(Path.of("src/test/resources/wire")).stream()
                .flatMap(file -> GoldenExchange.in(file).stream());
    }

    /** The operation that a golden request is for; none for what is no route. */
    static Optional<Operation> operation(OpenApiDocument document, GoldenExchange exchange) {
        return document.operations()
                .filter(operation -> operation.method().equals(exchange.method())
                        && exchange.path()
                                .matches(operation.path().replace(".", "\\.").replaceAll("\\{[^}]*}", "[^/]+")))
                .findFirst();
    }

    private void addExamples() {
        BodySchemas schemas = BodySchemas.of(document);
        goldens()
                .filter(GoldenExchange::isReadable)
                .forEach(exchange -> operation(document, exchange).ifPresent(operation -> {
                    addRequest(exchange, operation, schemas);
                    addAnswer(exchange, operation);
                }));
    }

    /** What the schema forbids is an example of an answer only. */
    private void addRequest(GoldenExchange exchange, Operation operation, BodySchemas schemas) {
        String type = exchange.request().mediaType();
        if (operation.node().path("requestBody").path("content").path(type) instanceof ObjectNode content) {
            ExampleBody.read(type, exchange.request().body())
                    .filter(body ->
                            schemas.problems(content.get("schema"), body).isEmpty())
                    .ifPresent(body -> addOnce(content, exchange.name(), body));
        }
    }

    private static void addAnswer(GoldenExchange exchange, Operation operation) {
        if (operation.responses().path(exchange.status()).path("content").path(JSON) instanceof ObjectNode content) {
            ExampleBody.json(exchange.answer().body()).ifPresent(body -> addOnce(content, exchange.name(), body));
        }
    }

    private static void addOnce(ObjectNode content, String name, JsonNode value) {
        ObjectNode examples = content.withObjectProperty("examples");
        if (examples.valueStream().noneMatch(example -> example.get("value").equals(value))) {
            examples.putObject(name).set("value", value);
        }
    }
}
