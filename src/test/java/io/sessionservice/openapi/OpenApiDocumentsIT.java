package io.sessionservice.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.admin.DocumentedManagement;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.wire.DocumentedWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The documents in {@code docs/openapi} are what the controllers, {@code src/test/resources/openapi} and the golden files make.
 * Where they have drifted, they are in {@code target/openapi} as they should be, to be looked at and copied.
 */
class OpenApiDocumentsIT {

    private static final Path SEEN = Path.of("target/openapi");

    private static Replica replica;

    @BeforeAll
    static void start() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "springdoc.api-docs.enabled=true",
                "springdoc.show-actuator=true",
                "springdoc.override-with-generic-response=false",
                "springdoc.default-produces-media-type=application/json",
                "springdoc.use-fqn=true",
                "springdoc.group-configs[0].group=public",
                "springdoc.group-configs[0].paths-to-exclude=/actuator/**",
                "springdoc.group-configs[1].group=management",
                "springdoc.group-configs[1].paths-to-match=/actuator/**");
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void publicDocumentIsWhatTheServiceIs() throws IOException {
        OpenApiDocument document = generated("public");
        DocumentedWire.complete(document);
        compare("public", document);
    }

    @Test
    void managementDocumentIsWhatTheServiceIs() throws IOException {
        OpenApiDocument document = generated("management");
        DocumentedManagement.complete(document);
        compare("management", document);
    }

    @Test
    void publicDocumentHasTheRoutesThatAreMapped() {
        assertThat(MappedRoutes.documented(OpenApiDocument.committed("public")))
                .hasSizeGreaterThan(20)
                .isEqualTo(MappedRoutes.ofPublicPort(replica));
    }

    @Test
    void managementDocumentHasTheRoutesThatAreMapped() {
        assertThat(MappedRoutes.documented(OpenApiDocument.committed("management")))
                .hasSizeGreaterThan(20)
                .isEqualTo(MappedRoutes.ofManagementPort(replica));
    }

    private static OpenApiDocument generated(String name) {
        WireClient.Answer answer = new WireClient(replica.url()).get("/v3/api-docs/" + name, "none");
        assertThat(answer.status()).isEqualTo(200);
        return GeneratedDocument.of(answer.body(), name);
    }

    private static void compare(String name, OpenApiDocument document) throws IOException {
        assertThat(document.operations())
                .as("routes that src/test/resources/openapi/" + name + ".yaml says nothing about")
                .allSatisfy(operation -> assertThat(operation.node().has("summary"))
                        .as(operation.method() + " " + operation.path() + " has a summary")
                        .isTrue());
        Path committed = Path.of("docs/openapi", name + ".yaml");
        String yaml = document.yaml();
        String before = Files.exists(committed) ? Files.readString(committed) : "";
        if (!yaml.equals(before)) {
            Files.createDirectories(SEEN);
            Files.writeString(SEEN.resolve(name + ".yaml"), yaml);
        }
        assertThat(before)
                .as("docs/openapi has drifted; look at it, then: cp target/openapi/*.yaml docs/openapi/")
                .isEqualTo(yaml);
    }
}
