package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.openapi.BodySchemas;
import io.sessionservice.openapi.OpenApiDocument;
import io.sessionservice.openapi.OpenApiDocument.Operation;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Does what the document of the management port says, with nothing but the document: each operation, with each body that it gives as an
 * example, has the answer that it promises, and the answer holds nothing that is not written there.
 */
class DocumentedManagementExamplesIT {

    /** What is set up is read afterwards, and what is ended is ended last. */
    private static final List<String> ORDER = List.of("put", "post", "get", "delete");

    private static Replica replica;
    private static AdminClient admin;
    private static long userId;
    private static long sessionId;

    private final OpenApiDocument document = OpenApiDocument.committed("management");
    private final BodySchemas answers = BodySchemas.closed(document);

    @BeforeAll
    static void start() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=documented",
                "sessions.bootstrap[0].auth-key=WzRAY9vrGmb6FfP",
                "sessions.bootstrap[0].auth-secret=demo-auth-secret",
                "sessions.identity.allowed-hosts=*.example.com");
        admin = AdminClient.of(replica);
        userId = admin.post("/users", "{\"applicationId\": 92, \"login\": \"alice\", \"password\": \"alice-password\"}")
                .json()
                .get("id")
                .asLong();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "WzRAY9vrGmb6FfP");
        parameters.put("timestamp", Long.toString(Clock.systemUTC().instant().getEpochSecond()));
        parameters.put("nonce", "1");
        parameters.put("user[login]", "alice");
        parameters.put("user[password]", "alice-password");
        sessionId = new WireClient(replica.url())
                .postForm("/session.json", WireClient.signed(parameters, "demo-auth-secret"))
                .json()
                .get("id")
                .asLong();
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @TestFactory
    Stream<DynamicTest> answersAsDocumented() {
        List<DynamicTest> replays = new ArrayList<>();
        document.operations()
                .sorted(Comparator.comparing(operation -> ORDER.indexOf(operation.method())))
                .forEach(operation -> bodies(operation)
                        .forEach((name, body) -> replays.add(DynamicTest.dynamicTest(
                                operation.operationId() + " " + name, () -> replay(operation, body)))));
        assertThat(replays).hasSizeGreaterThan(25);
        return replays.stream();
    }

    /** Each example, and nothing where nothing will do; what needs a body has an example at least. */
    private static Map<String, String> bodies(Operation operation) {
        JsonNode request = operation.node().path("requestBody");
        Map<String, String> bodies = new LinkedHashMap<>();
        if (!request.path("required").asBoolean(false)) {
            bodies.put("without a body", "");
        }
        request.at("/content/application~1json/examples")
                .properties()
                .forEach(example -> bodies.put(
                        example.getKey(), example.getValue().get("value").toString()));
        assertThat(bodies).as(operation.operationId() + " has an example").isNotEmpty();
        return bodies;
    }

    private void replay(Operation operation, String body) {
        Answer answer =
                admin.send(operation.method().toUpperCase(Locale.ROOT), path(operation), body.isEmpty() ? null : body);
        String promised = operation
                .responses()
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(status -> status.startsWith("2"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.status()).as(answer.body()).hasToString(promised);
        JsonNode content = operation.responses().path(promised).path("content");
        if (content.has("application/json")) {
            assertThat(answers.problems(content.at("/application~1json/schema"), answer.json()))
                    .as(answer.body())
                    .isEmpty();
        } else if (content.isMissingNode()) {
            assertThat(answer.body()).isEmpty();
        }
    }

    private static String path(Operation operation) {
        String id = operation.path().contains("/users/")
                ? Long.toString(userId)
                : operation.path().contains("/sessions/") ? Long.toString(sessionId) : "92";
        String path = operation
                .path()
                .substring("/actuator".length())
                .replace("sbom/{id}", "sbom/application")
                .replace("{id}", id)
                .replace("{provider}", "company")
                .replace("{path}", "readiness");
        boolean isOfAnApplication = operation
                .node()
                .path("parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.path("required").asBoolean(false)
                        && parameter.path("name").asString("").equals("applicationId"));
        return isOfAnApplication ? path + "?applicationId=92" : path;
    }
}
