package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Operators who come with a token of an issuer. */
class AdminTokensIT {

    private static HttpServer issuer;
    private static RSAKey key;
    private static Replica replica;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/.well-known/openid-configuration", """
                {"issuer": "%s", "jwks_uri": "%s/jwks"}""".formatted(issuerUri(), issuerUri()));
        serve("/jwks", new JWKSet(key.toPublicJWK()).toString());
        // not yet listening: the service has to start without it
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.admin.username=",
                "sessions.admin.password=",
                "sessions.admin.jwt.issuer-uri=" + issuerUri(),
                "sessions.admin.jwt.audience=session-service",
                "sessions.admin.jwt.role-claim=realm_access.roles",
                "sessions.admin.jwt.role=operator");
    }

    @AfterAll
    static void stop() {
        replica.close();
        issuer.stop(0);
    }

    @Test
    void letsInWhoseTokenHasTheRole() throws JOSEException {
        issuer.start();
        assertThat(with(claims -> {}).status()).isEqualTo(200);

        assertThat(with(claims -> claims.claim("realm_access", Map.of("roles", List.of("reader"))))
                        .status())
                .isEqualTo(403);
        assertThat(with(claims -> claims.claim("realm_access", null)).status()).isEqualTo(403);
        assertThat(with(claims -> claims.audience("another-service")).status()).isEqualTo(401);
        assertThat(with(claims -> claims.issuer("http://other.example")).status())
                .isEqualTo(401);
        assertThat(with(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))))
                        .status())
                .isEqualTo(401);
        RSAKey foreign = new RSAKeyGenerator(2048).keyID("k1").generate();
        assertThat(send(token(foreign, claims -> {})).status()).isEqualTo(401);

        Answer basic = AdminClient.withHeaders(
                        replica.managementPort(), "Authorization", AdminClient.basic("admin", "admin-password"))
                .get("/applications");
        assertThat(basic.status()).isEqualTo(401);
        assertThat(basic.header("WWW-Authenticate")).startsWith("Bearer ");

        Answer registered = AdminClient.withHeaders(
                        replica.managementPort(), "Authorization", "Bearer " + token(key, claims -> {}))
                .post("/applications", "{\"name\": \"a\"}");
        assertThat(registered.status()).isEqualTo(201);
        assertThat(AdminClient.withHeaders(
                                replica.managementPort(), "Authorization", "Bearer " + token(key, claims -> {}))
                        .get("/auditevents?principal=olga")
                        .body())
                .contains("application registered");
    }

    @Test
    void answersNobodyWhileTheIssuerIsAway() throws JOSEException {
        try (Replica alone = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.admin.jwt.issuer-uri=http://localhost:1",
                "sessions.admin.username=")) {
            Answer answer = AdminClient.withHeaders(
                            alone.managementPort(), "Authorization", "Bearer " + token(key, claims -> {}))
                    .get("/applications");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"errors\":[\"Issuer of tokens is unavailable\"]}");
        }
    }

    private static Answer with(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        return send(token(key, change));
    }

    private static Answer send(String token) {
        return AdminClient.withHeaders(replica.managementPort(), "Authorization", "Bearer " + token)
                .get("/applications");
    }

    private static String token(RSAKey signer, Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuerUri())
                .subject("olga")
                .audience("session-service")
                .claim("realm_access", Map.of("roles", List.of("reader", "operator")))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)));
        change.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims.build());
        token.sign(new RSASSASigner(signer));
        return token.serialize();
    }

    private static String issuerUri() {
        return "http://localhost:" + issuer.getAddress().getPort();
    }

    private static void serve(String path, String json) {
        issuer.createContext(path, exchange -> {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
