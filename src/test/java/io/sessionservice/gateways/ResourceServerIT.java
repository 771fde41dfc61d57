package io.sessionservice.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.WireClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Spring Security's resource server with opaque tokens asks the service over HTTP, and lets in whom it may. */
class ResourceServerIT {

    private static final String OPAQUE = "spring.security.oauth2.resourceserver.opaquetoken.";

    private static GuardedWorld world;
    private static ResourceServer shop;

    @BeforeAll
    static void start() {
        world = new GuardedWorld();
        shop = shop(world.replica.url(), GuardedWorld.AUTH_SECRET);
    }

    @AfterAll
    static void stop() {
        shop.close();
        world.close();
    }

    private static ResourceServer shop(String service, String authSecret) {
        return new ResourceServer(
                OPAQUE + "introspection-uri=" + service + "/oauth2/introspect",
                OPAQUE + "client-id=" + GuardedWorld.AUTH_KEY,
                OPAQUE + "client-secret=" + authSecret);
    }

    private static Answer get(ResourceServer server, String path, String token) {
        return Bearer.get(server.url() + path, token);
    }

    @Test
    void letsAUserInAndKnowsWhoItIs() {
        Answer answer = get(shop, "/orders", world.userToken());
        assertThat(answer.status()).as(answer.http().headers().toString()).isEqualTo(200);
        assertThat(answer.json().get("name").asString()).isEqualTo(Long.toString(world.userId));
        // Spring Security 7 has an authority for how somebody proved itself, besides those of the scope
        assertThat(answer.json().get("authorities").asString())
                .contains("SCOPE_user")
                .doesNotContain("SCOPE_application");
        assertThat(answer.json().get("attributes").asString())
                .contains(
                        "active=true",
                        "sub=" + world.userId,
                        "user_id=" + world.userId,
                        "application_id=92",
                        "client_id=" + GuardedWorld.AUTH_KEY);
    }

    @Test
    void letsAnApplicationInWhereNoUserIsNeeded() {
        String token = world.applicationToken();
        Answer answer = get(shop, "/catalogue", token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("name").asString()).isEqualTo("application:92");
        assertThat(answer.json().get("authorities").asString()).contains("SCOPE_application");
        assertThat(get(shop, "/orders", token).status()).isEqualTo(403);
    }

    @Test
    void keepsAUserOutWhoHasLoggedOut() {
        Answer answer = get(shop, "/orders", world.downgraded());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @Test
    void keepsDeadTokensOut() {
        for (String dead : List.of(
                world.expired(), world.revoked(), "ffffffffffffffffffffffffffffffffffffffff", "no-token-of-ours")) {
            for (String path : List.of("/orders", "/catalogue")) {
                Answer answer = get(shop, path, dead);
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
            }
        }
    }

    /** Not 401, for which a client would throw its token away. */
    @Test
    void failsWhereItCannotAsk() {
        String token = world.userToken();
        try (ResourceServer stranger = shop(world.replica.url(), "another secret");
                ResourceServer lost = shop("http://localhost:1", GuardedWorld.AUTH_SECRET)) {
            assertThat(get(stranger, "/orders", token).status()).isEqualTo(500);
            assertThat(get(lost, "/orders", token).status()).isEqualTo(500);
        }
    }
}
