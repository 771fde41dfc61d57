package io.sessionservice.admin;

import io.sessionservice.openapi.OpenApiDocument;
import io.sessionservice.openapi.OpenApiDocument.Operation;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What every route of the management port may answer besides what it is there for. */
public final class DocumentedManagement {

    private DocumentedManagement() {}

    /** Completes a document in place. */
    public static void complete(OpenApiDocument document) {
        document.operations().forEach(operation -> {
            describe(operation);
            addRefusals(operation);
            operation.node().remove("x-never-refuses");
        });
    }

    /** Acts that are alike are described alike, unless something is written about one. */
    private static void describe(Operation operation) {
        String[] words = operation.path().split("/");
        if (words.length > 2 && !operation.node().has("tags")) {
            operation.node().putArray("tags").add(words[2]);
        }
    }

    private static void addRefusals(Operation operation) {
        boolean hasBody = operation.node().has("requestBody");
        boolean isCreation = operation.responses().has("201");
        if (operation.node().path("x-never-refuses").asBoolean(false)) {
            return;
        }
        answer(operation, "401", "Not an operator's credentials", "ErrorList");
        answer(operation, "403", "Not an operator, or another site's page", "ErrorList");
        answer(operation, "429", "Too many failed logins, or too many requests of this kind", "ErrorList");
        answer(operation, "500", "A fault of the service; the incident stands in its log", "Fault");
        answer(operation, "503", "The database is away, or there is too much to do", "ErrorList");
        if (hasBody) {
            answer(operation, "413", "More than 64 KiB", "ErrorList");
            answer(operation, "415", "Not application/json", "ErrorList");
        }
        if (hasBody || operation.hasPathVariable() || operation.node().has("parameters")) {
            answer(operation, "400", "Not understood; names what is wrong", "ErrorListOrErrorsByName");
        }
        if (operation.hasPathVariable()) {
            answer(operation, "404", "No such thing", "ErrorList");
        }
        if (isCreation && hasBody) {
            answer(operation, "409", "Something with this name or id is there", "ErrorsByName");
        }
    }

    private static void answer(Operation operation, String status, String description, String shape) {
        if (operation.responses().path(status).has("content")) {
            return;
        }
        ObjectNode answer = operation.responses().withObjectProperty(status);
        answer.put("description", description);
        ObjectNode schema = answer.withObjectProperty("content")
                .withObjectProperty("application/json")
                .withObjectProperty("schema");
        if (shape.contains("Or")) {
            for (String one : List.of(shape.split("Or"))) {
                schema.withArrayProperty("oneOf").addObject().put("$ref", "#/components/schemas/" + one);
            }
        } else {
            schema.put("$ref", "#/components/schemas/" + shape);
        }
        if (status.equals("429") || status.equals("503")) {
            answer.withObjectProperty("headers")
                    .withObjectProperty("Retry-After")
                    .put("$ref", "#/components/headers/RetryAfter");
        }
    }
}
