package io.sessionservice.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sessionservice.application.Application;
import io.sessionservice.support.WireClient.Answer;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody reaches what stands behind the service by setting up an identity provider: a server that listens on this machine and would
 * vouch for anybody is never called.
 */
class OutsideReachIT {

    private static final String ANYBODY = "{\"id\":\"1\",\"active\":true}";

    private static WireMockServer inside;
    private static WireMockServer outside;
    private static IdentityWorld world;
    private static IdentityWorld trusting;

    @BeforeAll
    static void start() {
        inside = new WireMockServer(options().dynamicPort());
        inside.start();
        outside = new WireMockServer(options().dynamicPort());
        outside.start();
        // operators who allow every host, to see the second line hold by itself
        world = new IdentityWorld(
                "sessions.identity.allowed-hosts=*", "sessions.identity.allow-private-addresses=false");
        trusting = new IdentityWorld("sessions.identity.allowed-hosts=localhost");
    }

    @AfterAll
    static void stop() {
        world.close();
        trusting.close();
        inside.stop();
        outside.stop();
    }

    @BeforeEach
    void vouchForAnybody() {
        inside.resetAll();
        inside.stubFor(any(anyUrl()).willReturn(okJson(ANYBODY)));
        outside.resetAll();
    }

    private static void assertNothingReachesInside(String base) {
        Application application = world.register();
        assertRefusedOrAway(
                world.configure(
                        application,
                        "{\"kind\": \"HTTP\", \"url\": \"%s/verify\", \"subject\": \"id\"}".formatted(base)),
                application,
                "token");
        assertRefusedOrAway(
                world.configure(
                        application, "{\"kind\": \"OIDC\", \"issuer\": \"%s\", \"audience\": \"a\"}".formatted(base)),
                application,
                token(base));
        assertRefusedOrAway(
                world.configure(
                        application,
                        "{\"kind\": \"OIDC\", \"issuer\": \"https://issuer.example\", \"jwksUri\": \"%s/keys\", \"audience\": \"a\"}"
                                .formatted(base)),
                application,
                token("https://issuer.example"));
        assertThat(inside.getAllServeEvents()).isEmpty();
    }

    private static void assertRefusedOrAway(Answer configured, Application application, String token) {
        assertThat(configured.status()).isIn(200, 400);
        if (configured.status() == 200) {
            Answer answer = world.login(application, token);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"Service is unavailable\"]}");
        }
    }

    /** Whose claims are right, so that keys are wanted for it. */
    private static String token(String issuer) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.RS256),
                    new JWTClaimsSet.Builder()
                            .issuer(issuer)
                            .audience("a")
                            .subject("1")
                            .expirationTime(
                                    Date.from(Clock.systemUTC().instant().plusSeconds(600)))
                            .build());
            token.sign(new RSASSASigner(OidcServer.KEY.get()));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.255.255.254",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "localhost",
                "localhost.",
                "LOCALHOST"
            })
    void callsNoAddressOfThisMachine(String host) {
        assertNothingReachesInside("http://" + host + ":" + inside.port());
    }

    @Test
    void callsNoNameThatLeadsToAPrivateAddress() throws Exception {
        String name = InetAddress.getLocalHost().getHostName();
        Assumptions.assumeTrue(
                Arrays.stream(InetAddress.getAllByName(name)).noneMatch(PublicAddresses::isPublic),
                "this machine's name leads to a public address");
        assertNothingReachesInside("http://" + name + ":" + inside.port());
    }

    @Test
    void followsNoRedirect() {
        for (int status : List.of(302, 308)) {
            outside.stubFor(any(anyUrl())
                    .willReturn(
                            status == 302
                                    ? temporaryRedirect(inside.baseUrl() + "/verify")
                                    : permanentRedirect(inside.baseUrl() + "/verify")
                                            .withStatus(308)));
            Application application = trusting.register();
            Answer configured = trusting.configure(
                    application,
                    "{\"kind\": \"HTTP\", \"url\": \"http://localhost:%d/verify\", \"subject\": \"id\"}"
                            .formatted(outside.port()));
            assertThat(configured.status()).isEqualTo(200);
            assertThat(trusting.login(application, "token").status()).isEqualTo(503);
            assertThat(outside.getAllServeEvents()).isNotEmpty();
        }
        assertThat(inside.getAllServeEvents()).isEmpty();
    }

    /** The issuer is on the list of hosts; where it says that its keys are, is not. */
    @Test
    void takesKeysFromNoHostThatIsNotAllowed() {
        String issuer = "http://localhost:" + outside.port();
        outside.stubFor(any(anyUrl())
                .willReturn(okJson("{\"issuer\":\"%s\",\"jwks_uri\":\"http://127.0.0.1:%d/keys\"}"
                        .formatted(issuer, inside.port()))));
        Application application = trusting.register();
        trusting.configure(
                application, "{\"kind\": \"OIDC\", \"issuer\": \"%s\", \"audience\": \"a\"}".formatted(issuer));
        assertThat(trusting.login(application, token(issuer)).status()).isEqualTo(503);
        assertThat(outside.getAllServeEvents()).hasSize(1);
        assertThat(inside.getAllServeEvents()).isEmpty();
    }

    /** That the server inside would have been reached, and would have let anybody in. */
    @Test
    void reachesThisMachineWhereItIsAllowedTo() {
        Application application = trusting.register();
        trusting.configure(
                application,
                "{\"kind\": \"HTTP\", \"url\": \"http://localhost:%d/verify\", \"subject\": \"id\"}"
                        .formatted(inside.port()));
        assertThat(trusting.login(application, "token").status()).isEqualTo(201);
        assertThat(inside.getAllServeEvents()).hasSize(1);
    }
}
