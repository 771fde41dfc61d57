package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.openapi.BodySchemas;
import io.sessionservice.openapi.OpenApiDocument;
import io.sessionservice.openapi.OpenApiDocument.Operation;
import io.sessionservice.support.RawHttp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Replays what the document of the public port gives as examples: each request, built from the document alone, after what precedes
 * it in its golden file, has the answer of the golden file, and the document knows that answer.
 */
class DocumentedExamplesIT extends GoldenConversations {

    private final OpenApiDocument document = OpenApiDocument.committed("public");
    private final BodySchemas answers = BodySchemas.closed(document);

    DocumentedExamplesIT() {
        super("");
    }

    @Override
    @TestFactory
    Stream<DynamicTest> answersAsWritten() {
        List<DynamicTest> replays = new ArrayList<>();
        document.operations()
                .forEach(operation -> operation
                        .node()
                        .path("requestBody")
                        .path("content")
                        .properties()
                        .forEach(content -> content.getValue()
                                .path("examples")
                                .properties()
                                .forEach(example -> {
                                    String name = operation.operationId() + " " + example.getKey();
                                    JsonNode value = example.getValue().get("value");
                                    replays.add(DynamicTest.dynamicTest(
                                            name, () -> replay(operation, content.getKey(), example.getKey(), value)));
                                })));
        assertThat(replays).hasSizeGreaterThan(20);
        return replays.stream();
    }

    private void replay(Operation operation, String mediaType, String name, JsonNode value) {
        GoldenExchange golden = DocumentedWire.goldens()
                .filter(exchange -> exchange.name().equals(name))
                .findFirst()
                .orElseThrow();
        world.reset();
        for (String block : golden.file().blocks().subList(0, golden.index())) {
            if (block.startsWith("@")) {
                step(block.substring(1).strip());
            } else if (!block.startsWith("#") && !block.startsWith("HTTP/")) {
                RawHttp.send(port, GoldenFile.request(block));
            }
        }
        StringBuilder request = new StringBuilder()
                .append(operation.method().toUpperCase(Locale.ROOT))
                .append(' ')
                .append(golden.path());
        golden.request().headers().forEach((header, text) -> {
            if (!header.startsWith("content-") && !header.equals("transfer-encoding")) {
                request.append('\n').append(header).append(": ").append(text);
            }
        });
        request.append("\nContent-Type: ").append(ExampleBody.contentType(mediaType));
        request.append("\n\n").append(ExampleBody.write(mediaType, value));

        RawHttp.Answer answer = RawHttp.send(port, GoldenFile.request(request.toString()));

        assertThat(answer.status()).hasToString(golden.status());
        assertThat(ExampleBody.json(answer.body()))
                .isEqualTo(ExampleBody.json(golden.answer().body()));
        assertDocumented(operation, golden.status(), answer.body());
    }

    private void assertDocumented(Operation operation, String status, String body) {
        JsonNode answer = operation.responses().path(status);
        assertThat(answer.isObject())
                .as(operation.operationId() + " may answer " + status)
                .isTrue();
        if (!answer.has("content")) {
            assertThat(body).as(operation.operationId() + " " + status).isEmpty();
            return;
        }
        JsonNode schema = answer.path("content").path("application/json").path("schema");
        assertThat(answers.problems(schema, ExampleBody.json(body).orElseThrow()))
                .as(operation.operationId() + " " + status + " " + body)
                .isEmpty();
    }

    @Test
    void everyGoldenAnswerIsDocumented() {
        Set<String> seen = new HashSet<>();
        // a request in another HTTP than ours reaches no route
        DocumentedWire.goldens()
                .filter(exchange -> !exchange.request().start().contains(" HTTP/"))
                .forEach(exchange -> DocumentedWire.operation(document, exchange)
                        .ifPresent(operation -> {
                            seen.add(operation.operationId());
                            assertDocumented(
                                    operation,
                                    exchange.status(),
                                    exchange.answer().body());
                        }));
        assertThat(seen).as("operations with a golden file").hasSizeGreaterThan(6);
    }
}
