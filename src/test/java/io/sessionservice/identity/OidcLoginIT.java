package io.sessionservice.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.sessionservice.application.Application;
import io.sessionservice.support.Await;
import io.sessionservice.support.Race;
import io.sessionservice.support.WireClient.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users of a real issuer of OpenID Connect, Spring Authorization Server, log in with the tokens that it mints. */
class OidcLoginIT {

    private static final String REFUSED = "{\"errors\":[\"Bad Authentication data\"]}";

    private static OidcServer issuer;
    private static IdentityWorld world;

    private Application application;

    @BeforeAll
    static void start() {
        issuer = new OidcServer();
        world = new IdentityWorld("sessions.identity.key-refetch-interval=20ms");
    }

    @AfterAll
    static void stop() {
        world.close();
        issuer.close();
    }

    @BeforeEach
    void configure() {
        application = world.register();
        Answer configured = world.configure(application, """
                {"kind": "OIDC", "issuer": "%s", "audience": "alice-of-oidc", "email": "email", "fullName": "name"}
                """.formatted(issuer.issuer()));
        assertThat(configured.status()).as(configured.body()).isEqualTo(200);
    }

    @Test
    void opensASessionWithATokenOfTheIssuer() throws Exception {
        Answer opened = world.login(application, issuer.mint());
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        long user = opened.json().get("user_id").asLong();
        assertThat(world.admin.get("/users/" + user).body())
                .contains("\"email\":\"alice@oidc.example\"", "\"fullName\":\"Alice Oidc\"")
                .contains("\"identityProvider\":\"company\"", "\"identitySubject\":\"alice-of-oidc\"");
        assertThat(world.login(application, issuer.mint()).json().get("user_id").asLong())
                .isEqualTo(user);
    }

    @Test
    void logsInWithinASession() throws Exception {
        String token = world.open(application, Map.of()).token();
        Answer loggedIn = world.client.postForm(
                "/login.json", Map.of("provider", "company", "keys[token]", issuer.mint()), "QB-Token", token);
        assertThat(loggedIn.status()).as(loggedIn.body()).isEqualTo(202);
        assertThat(loggedIn.json().get("user").get("full_name").asString()).isEqualTo("Alice Oidc");
        assertThat(world.client
                        .get("/session.json", token)
                        .json()
                        .get("user_id")
                        .asLong())
                .isPositive();
    }

    @Test
    void readsTheTokenWhereFirebaseClientsPutIt() throws Exception {
        Answer configured = world.admin.send(
                "PUT",
                "/applications/" + application.id() + "/identity-providers/firebase_phone",
                "{\"kind\": \"OIDC\", \"issuer\": \"%s\", \"audience\": \"alice-of-oidc\"}".formatted(issuer.issuer()));
        assertThat(configured.status()).isEqualTo(200);
        Answer opened = world.open(
                application,
                Map.of(
                        "provider", "firebase_phone",
                        "firebase_phone[project_id]", "p",
                        "firebase_phone[access_token]", issuer.mint()));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    }

    @Test
    void takesTheIssuersNewKeyWhileRunning() throws Exception {
        String old = issuer.mint();
        assertThat(world.login(application, old).status()).isEqualTo(201);
        RSAKey before = OidcServer.KEY.getAndSet(OidcServer.newKey());
        try {
            String fresh = issuer.mint();
            // as soon as the interval of the fetch before has passed
            Await.until(() -> world.login(application, fresh).status() == 201);
            Await.until(() -> world.login(application, old).status() == 422);
        } finally {
            OidcServer.KEY.set(before);
        }
    }

    @Test
    void makesOneUserOfConcurrentFirstLogins() throws Exception {
        String token = issuer.mint();
        List<Answer> answers = Race.of(16, () -> world.login(application, token));
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream()
                        .map(answer -> answer.json().get("user_id").asLong())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void takesOverNoUserThatHasTheAddress() throws Exception {
        Answer local = world.admin.post("/users", """
                {"applicationId": %s, "email": "Alice@oidc.example", "password": "local-password"}
                """.formatted(application.id()));
        Answer opened = world.login(application, issuer.mint());
        assertThat(opened.status()).isEqualTo(201);
        long user = opened.json().get("user_id").asLong();
        assertThat(user).isNotEqualTo(local.json().get("id").asLong());
        assertThat(world.admin.get("/users/" + user).body()).doesNotContain("\"email\"");
    }

    @Test
    void keepsASuspendedUserOut() throws Exception {
        long user =
                world.login(application, issuer.mint()).json().get("user_id").asLong();
        world.admin.post("/users/" + user + "/suspend");
        assertRefused(world.login(application, issuer.mint()));
        world.admin.post("/users/" + user + "/resume");
        assertThat(world.login(application, issuer.mint()).status()).isEqualTo(201);
    }

    @Test
    void refusesWhatIsNoTokenForIt() throws Exception {
        RSAKey key = OidcServer.KEY.get();
        assertThat(world.login(application, signed(key, claims().build())).status())
                .isEqualTo(201);
        Instant now = Clock.systemUTC().instant();
        assertRefused(login(signed(key, claims().audience("somebody-else").build())));
        assertRefused(login(signed(key, claims().issuer("http://evil.example").build())));
        assertRefused(login(signed(
                key, claims().expirationTime(Date.from(now.minusSeconds(120))).build())));
        assertRefused(login(signed(
                key, claims().notBeforeTime(Date.from(now.plusSeconds(120))).build())));
        assertRefused(login(signed(key, claims().expirationTime(null).build())));
        assertRefused(login(signed(key, claims().subject(null).build())));
        assertRefused(login(new PlainJWT(claims().build()).serialize()));
        assertRefused(login("not a token"));
        // a forger's key under the issuer's key id
        RSAKey forged =
                new RSAKey.Builder(OidcServer.newKey()).keyID(key.getKeyID()).build();
        assertRefused(login(signed(forged, claims().build())));
    }

    @Test
    void refusesAPublicKeyTakenForASharedOne() throws Exception {
        RSAKey key = OidcServer.KEY.get();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims().build());
        token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        assertRefused(login(token.serialize()));
    }

    @Test
    void goesOnWithTheKeysItHasWhileOthersUseUnknownOnes() throws Exception {
        String good = issuer.mint();
        assertThat(world.login(application, good).status()).isEqualTo(201);
        int before = OidcServer.KEY_READS.get();
        RSAKey unknown = OidcServer.newKey();
        for (int i = 0; i < 20; i++) {
            assertThat(login(signed(unknown, claims().build())).status()).isIn(422, 503);
        }
        assertThat(world.login(application, good).status()).isEqualTo(201);
        assertThat(OidcServer.KEY_READS.get() - before).isLessThanOrEqualTo(20);
    }

    private Answer login(String token) {
        return world.login(application, token);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.body()).isEqualTo(REFUSED);
        assertThat(answer.status()).isEqualTo(422);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .audience("alice-of-oidc")
                .subject("bob")
                .expirationTime(Date.from(Clock.systemUTC().instant().plusSeconds(300)));
    }

    private static String signed(RSAKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
