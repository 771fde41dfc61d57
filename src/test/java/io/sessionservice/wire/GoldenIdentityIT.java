package io.sessionservice.wire;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.identity.HttpSettings;
import io.sessionservice.identity.IdentityProviders;
import io.sessionservice.identity.OidcSettings;
import io.sessionservice.identity.ProfileFields;
import io.sessionservice.identity.ProviderSettings;
import io.sessionservice.identity.TokenAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Logins by providers: {@code oidc}, whose key has signed the tokens of the files and is thrown away, and {@code http} and
 * {@code firebase_phone}, an endpoint that knows Bob.
 */
@TestPropertySource(
        properties = {
            "sessions.identity.allowed-hosts=localhost,issuer.example",
            "sessions.identity.allow-http=true",
            "sessions.identity.allow-private-addresses=true"
        })
class GoldenIdentityIT extends GoldenConversations {

    private static final ApplicationId APPLICATION = new ApplicationId(92);
    private static final WireMockServer OUTSIDE = new WireMockServer(options().dynamicPort());

    @Autowired
    IdentityProviders providers;

    GoldenIdentityIT() {
        super("identity");
    }

    @BeforeAll
    static void start() throws IOException {
        OUTSIDE.start();
        OUTSIDE.stubFor(get("/keys")
                .willReturn(okJson(Files.readString(Path.of("src/test/resources/identity/golden-keys.json")))));
        OUTSIDE.stubFor(any(urlPathEqualTo("/verify")).willReturn(aResponse().withStatus(401)));
        OUTSIDE.stubFor(post("/verify")
                .withRequestBody(containing("token-of-bob"))
                .willReturn(okJson("{\"user\":{\"id\":4711,\"email\":\"bob@example.com\",\"name\":\"Bob\"}}")));
        OUTSIDE.stubFor(
                post("/verify").withRequestBody(containing("token-of-trouble")).willReturn(serverError()));
    }

    @AfterAll
    static void stop() {
        OUTSIDE.stop();
    }

    @BeforeEach
    void configure() {
        world.reset();
        configure(
                "oidc",
                new OidcSettings(
                        "https://issuer.example",
                        OUTSIDE.baseUrl() + "/keys",
                        "shop",
                        Set.of(TokenAlgorithm.RS256),
                        new ProfileFields("sub", "email", "name")));
        HttpSettings http = new HttpSettings(
                OUTSIDE.baseUrl() + "/verify",
                HttpSettings.Method.POST,
                Map.of(),
                Map.of("token", "#{token}"),
                null,
                new ProfileFields("user.id", "user.email", "user.name"));
        configure("http", http);
        configure("firebase_phone", http);
    }

    private void configure(String name, ProviderSettings settings) {
        providers.configure(APPLICATION, name, settings, GoldenWorld.NOW);
    }
}
