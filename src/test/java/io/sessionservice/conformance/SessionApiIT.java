package io.sessionservice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.RequestSigner;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The QuickBlox session API as a client sees it, over HTTP, against any server. */
class SessionApiIT {

    private static final List<String> FIELDS =
            List.of("_id", "id", "application_id", "user_id", "nonce", "ts", "token", "created_at", "updated_at");

    private final Target target = Target.get();
    private final WireClient client = target.client();

    @Test
    @Evidence("Document, Create session: parameters as documented")
    void opensASessionInTheDocumentedSpelling() {
        assertOpened(client.postForm("/session.json", target.signed(target.documentedParameters())));
    }

    @Test
    @Evidence("JS SDK 2.23.0, qbAuth.js: the names on the wire, form body")
    void opensASessionInTheSpellingOfTheSdks() {
        assertOpened(client.postForm("/session.json", target.signed(target.parameters())));
    }

    @Test
    @Evidence("JS SDK 2.7.0, qbProxy.js: JSON body")
    void opensASessionFromJson() {
        assertOpened(client.postJson("/session.json", WireClient.json(target.signed(target.parameters()))));
    }

    @Test
    @Evidence("Vendor's documentation: HMAC-SHA256 is taken beside HMAC-SHA1")
    void takesSha256() {
        Map<String, String> parameters = target.parameters();
        parameters.put("signature", RequestSigner.sha256(parameters, target.authSecret()));
        assertOpened(client.postForm("/session.json", parameters));
    }

    @Test
    @Evidence("Document, Session object, and JS SDK 2.23.0, which reads it under `session`")
    void answersWithTheNineFieldsBareAndEnveloped() {
        Map<String, String> parameters = target.parameters();
        JsonNode body =
                client.postForm("/session.json", target.signed(parameters)).json();
        assertThat(body.propertyNames()).containsExactlyInAnyOrderElementsOf(with(FIELDS, "session"));
        assertThat(body.get("session").propertyNames()).containsExactlyInAnyOrderElementsOf(FIELDS);
        assertThat(body.get("application_id").asString()).isEqualTo(parameters.get("application_id"));
        assertThat(body.get("nonce").asString()).isEqualTo(parameters.get("nonce"));
        assertThat(body.get("ts").asString()).isEqualTo(parameters.get("timestamp"));
        assertThat(body.get("user_id").asLong()).isZero();
        assertThat(body.get("token").asString())
                .matches("[0-9a-f]{40}")
                .isNotEqualTo(body.get("_id").asString());
        assertThat(body.get("_id").asString()).matches("[0-9a-f]{40}");
        assertThat(body.get("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    @Evidence("JS SDK 2.23.0, qbConfig.js: the form that it can parse")
    void tellsWhenTheSessionEnds() {
        Answer answer = client.postForm("/session.json", target.signed(target.parameters()));
        Instant end = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'")
                .withZone(ZoneOffset.UTC)
                .parse(answer.header("QB-Token-ExpirationDate"), Instant::from);
        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
    }

    @Test
    @Evidence("Document, Retrieve session Info")
    void readsTheSession() {
        Answer opened = client.postForm("/session.json", target.signed(target.parameters()));
        Answer read = client.get("/session.json", opened.token());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(opened.json());
    }

    @Test
    @Evidence(
            value = "Document, Destroy session: decreased to the token of the application",
            divergence = "the vendor's live servers end the token; sessions.wire.destroy=invalidate does so")
    void downgradesAUserSession() {
        String token = openUserSession("user[login]", target.login()).token();
        Answer destroyed = client.delete("/session.json", token);
        assertThat(destroyed.status()).isEqualTo(200);
        assertThat(destroyed.body()).isEqualTo("{}");
        Answer read = client.get("/session.json", token);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().get("user_id").asLong()).isZero();
    }

    @Test
    @Evidence("JS SDK 2.23.0, qbAuth.js createSession")
    void opensAUserSessionByLoginAndByEmail() {
        assertThat(openUserSession("user[login]", target.login())
                        .json()
                        .get("user_id")
                        .asLong())
                .isEqualTo(target.userId());
        assertThat(openUserSession("user[email]", target.email())
                        .json()
                        .get("user_id")
                        .asLong())
                .isEqualTo(target.userId());
    }

    @Test
    @Evidence("JS SDK 2.23.0, qbAuth.js login and logout")
    void logsInAndOutUnderOneToken() {
        String token = client.postForm("/session.json", target.signed(target.parameters()))
                .token();
        Answer loggedIn = client.postForm(
                "/login.json", Map.of("login", target.login(), "password", target.password()), "QB-Token", token);
        assertThat(loggedIn.status()).isEqualTo(202);
        assertThat(loggedIn.json().get("user").get("id").asLong()).isEqualTo(target.userId());
        assertThat(userId(token)).isEqualTo(target.userId());
        assertThat(client.delete("/login.json", token).status()).isEqualTo(200);
        assertThat(userId(token)).isZero();
    }

    @Test
    @Evidence("JS SDK 2.7.0 and connectycube: logout, then destroy")
    void logoutFollowedByDestroyIsNormal() {
        String token = openUserSession("user[login]", target.login()).token();
        assertThat(client.delete("/login.json", token).status()).isEqualTo(200);
        assertThat(client.delete("/session.json", token).status()).isEqualTo(200);
    }

    @Test
    @Evidence("Document, nonce row; the text is our own")
    void refusesAReplay() {
        Map<String, String> request = target.signed(target.parameters());
        assertThat(client.postForm("/session.json", request).status()).isEqualTo(201);
        assertRefused(client.postForm("/session.json", request), 422, "{\"errors\":{\"base\":[\"Unexpected nonce\"]}}");
    }

    @Test
    @Evidence("Quoted traffic: Unexpected signature")
    void refusesAWrongSignature() {
        Map<String, String> request = target.signed(target.parameters());
        request.put("nonce", "1" + request.get("nonce"));
        assertRefused(
                client.postForm("/session.json", request), 422, "{\"errors\":{\"base\":[\"Unexpected signature\"]}}");
    }

    @Test
    @Evidence("Quoted traffic: Bad timestamp; document, timestamp row: ten minutes")
    void refusesATimestampThatIsOff() {
        for (long off : new long[] {-630, 630}) {
            Map<String, String> parameters = target.parameters();
            parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond() + off));
            assertRefused(
                    client.postForm("/session.json", target.signed(parameters)),
                    422,
                    "{\"errors\":{\"base\":[\"Bad timestamp\"]}}");
        }
    }

    @Test
    @Evidence("Quoted traffic: No application found")
    void refusesAnUnknownApplicationAndAWrongKeyAlike() {
        Map<String, String> unknown = target.parameters();
        unknown.put("application_id", "2147483000");
        Map<String, String> wrongKey = target.parameters();
        wrongKey.put("auth_key", "wrong");
        for (Map<String, String> parameters : List.of(unknown, wrongKey)) {
            assertRefused(
                    client.postForm("/session.json", target.signed(parameters)),
                    422,
                    "{\"errors\":{\"base\":[\"No application found\"]}}");
        }
    }

    @Test
    @Evidence("Quoted traffic: Unauthorized")
    void refusesWrongCredentials() {
        Map<String, String> parameters = target.parameters();
        parameters.put("user[login]", target.login());
        parameters.put("user[password]", "wrong");
        assertRefused(
                client.postForm("/session.json", target.signed(parameters)), 401, "{\"errors\":[\"Unauthorized\"]}");
    }

    @Test
    @Evidence("JS SDK 2.23.0, qbProxy.js: opens a new session on this text")
    void doesNotKnowAForeignToken() {
        assertRefused(
                client.get("/session.json", "0000000000000000000000000000000000000000"),
                401,
                "{\"errors\":{\"base\":[\"Required session does not exist\"]}}");
    }

    @Test
    @Evidence("Our own decision: every missing parameter is named")
    void namesMissingParameters() {
        Map<String, String> parameters = new LinkedHashMap<>(target.signed(target.parameters()));
        parameters.remove("nonce");
        assertRefused(client.postForm("/session.json", parameters), 422, "{\"errors\":{\"nonce\":[\"is required\"]}}");
    }

    private static void assertOpened(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    private static void assertRefused(Answer answer, int status, String body) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    private Answer openUserSession(String name, String value) {
        Map<String, String> parameters = target.parameters();
        parameters.put(name, value);
        parameters.put("user[password]", target.password());
        return client.postForm("/session.json", target.signed(parameters));
    }

    private long userId(String token) {
        return client.get("/session.json", token).json().get("user_id").asLong();
    }

    private static List<String> with(List<String> fields, String another) {
        return Stream.concat(fields.stream(), Stream.of(another)).toList();
    }
}
