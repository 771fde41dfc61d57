package io.sessionservice.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.sessionservice.application.Application;
import io.sessionservice.support.Race;
import io.sessionservice.support.WireClient.Answer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What operators do with the identity providers of an application. */
class IdentityProviderActsIT {

    private static final String OIDC =
            "{\"kind\": \"OIDC\", \"issuer\": \"https://localhost/issuer\", \"audience\": \"shop\", \"email\": \"email\"}";

    private static WireMockServer provider;
    private static IdentityWorld world;

    private Application application;
    private String path;

    @BeforeAll
    static void start() {
        provider = new WireMockServer(options().dynamicPort());
        provider.start();
        provider.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"1\"}")));
        world = new IdentityWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
        provider.stop();
    }

    @BeforeEach
    void register() {
        application = world.register();
        path = "/applications/" + application.id() + "/identity-providers";
    }

    private static String http(String more) {
        return "{\"kind\": \"HTTP\", \"url\": \"http://localhost:%d/verify\", \"subject\": \"id\"%s}"
                .formatted(provider.port(), more);
    }

    private Answer put(String name, String json) {
        return world.admin.send("PUT", path + "/" + name, json);
    }

    @Test
    void showsWhatWasSetUp() {
        JsonNode set = put("company", OIDC).json();
        assertThat(set.get("algorithms").get(0).asString()).isEqualTo("RS256");
        assertThat(set.get("subject").asString()).isEqualTo("sub");
        assertThat(world.admin.get(path + "/company").json()).isEqualTo(set);
    }

    @Test
    void replacesAProviderAsAWhole() {
        Answer first = put(
                "company",
                http(", \"headers\": {\"X-A\": \"a\"}, \"secretHeader\": {\"name\": \"X-Key\", \"secret\": \"s\"}"));
        assertThat(first.status()).isEqualTo(200);
        JsonNode second = put("company", http(", \"method\": \"GET\"")).json();
        assertThat(second.has("secretHeader")).isFalse();
        assertThat(second.get("headers").size()).isZero();
        assertThat(second.get("createdAt")).isEqualTo(first.json().get("createdAt"));
        assertThat(Instant.parse(second.get("updatedAt").asString()))
                .isAfter(Instant.parse(first.json().get("updatedAt").asString()));
        JsonNode third = put("company", OIDC).json();
        assertThat(third.get("kind").asString()).isEqualTo("OIDC");
        assertThat(third.has("url")).isFalse();
        assertThat(world.admin.get(path + "/company").json()).isEqualTo(third);
    }

    @Test
    void listsTheProvidersOfTheApplicationByName() {
        assertThat(world.admin.get(path).body()).isEqualTo("{\"identityProviders\":[]}");
        Application other = world.register();
        world.configure(other, OIDC);
        for (String name : List.of("zeta", "Alpha", "beta.2", "_")) {
            assertThat(put(name, OIDC).status()).isEqualTo(200);
        }
        assertThat(world.admin
                        .get(path)
                        .json()
                        .get("identityProviders")
                        .valueStream()
                        .map(each -> each.get("name").asString()))
                .hasSize(4)
                .containsExactlyInAnyOrder("zeta", "Alpha", "beta.2", "_");
    }

    @Test
    void removesAProviderOnce() {
        put("company", http(""));
        assertThat(world.login(application, "token").status()).isEqualTo(201);
        assertThat(world.admin.delete(path + "/company").status()).isEqualTo(204);
        assertThat(world.login(application, "token").status()).isEqualTo(422);
        assertThat(world.admin.delete(path + "/company").status()).isEqualTo(404);
        assertThat(world.admin.get(path + "/company").status()).isEqualTo(404);
    }

    /** Who was known before is the same user afterwards. */
    @Test
    void setsARemovedProviderUpAgain() {
        put("company", http(""));
        JsonNode before = world.login(application, "token").json();
        world.admin.delete(path + "/company");
        put("company", http(", \"method\": \"GET\""));
        JsonNode after = world.login(application, "token").json();
        assertThat(after.get("user_id")).isEqualTo(before.get("user_id"));
    }

    @Test
    void knowsNoProvidersOfAnApplicationThatIsNotThere() {
        String nowhere = "/applications/987654321/identity-providers";
        assertThat(world.admin.get(nowhere).status()).isEqualTo(404);
        assertThat(world.admin.get(nowhere + "/company").status()).isEqualTo(404);
        assertThat(world.admin.send("PUT", nowhere + "/company", OIDC).status()).isEqualTo(404);
        assertThat(world.admin.delete(nowhere + "/company").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%20b",
                "a%00",
                "ü",
                "a:b",
                "%23",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesNamesThatAreNotPlain(String name) {
        assertThat(put(name, OIDC).status()).isIn(400, 404);
        assertThat(world.admin.get(path).body()).isEqualTo("{\"identityProviders\":[]}");
    }

    @Test
    void letsTheLaterOfTwoOperatorsWin() {
        List<Integer> statuses = Race.of(8, () -> put("company", http("")).status());
        assertThat(statuses).containsOnly(200);
        assertThat(world.admin.get(path).json().get("identityProviders").size()).isEqualTo(1);
    }

    @Test
    void writesEachActDown() {
        put("company", http(", \"secretHeader\": {\"name\": \"X-Key\", \"secret\": \"planted-secret\"}"));
        put("company", OIDC);
        world.admin.delete(path + "/company");
        world.admin.delete(path + "/company");
        put("company", "{\"kind\": \"HTTP\"}");
        List<JsonNode> events = world.admin
                .get("/auditevents?type=authz_admin")
                .json()
                .get("events")
                .valueStream()
                .filter(event -> event.at("/data/applicationId").asLong()
                        == application.id().value())
                .toList();
        assertThat(events.stream().map(event -> event.at("/data/detail").asString()))
                .containsExactly(
                        "identity provider 'company' set, HTTP",
                        "identity provider 'company' set, OIDC",
                        "identity provider 'company' removed");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("principal").asString()).isEqualTo("admin");
            assertThat(event.at("/data/sourceAddress").asString()).isEqualTo("127.0.0.1");
        });
        assertThat(events.toString()).doesNotContain("planted-secret");
    }
}
