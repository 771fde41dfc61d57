package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.RequestSigner;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each usual mistake of an integrator, made on purpose. */
class SignatureEndpointIT {

    private static final String SECRET = "planted-auth-secret";
    private static final String KEY = "WzRAY9vrGmb6FfP";

    private static Replica replica;
    private static AdminClient admin;
    private static long nonces = 1_000;

    private JsonNode application;
    private Map<String, String> parameters;

    @BeforeAll
    static void start() {
        replica = Replica.start(TestPostgres.newDatabase(), "sessions.admin.limits.signatures=1000");
        admin = AdminClient.of(replica);
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @BeforeEach
    void registerApplication() {
        long id = ++nonces;
        application =
                admin.post("/applications", """
                {"id": %d, "name": "signed", "authKey": "%s", "authSecret": "%s"}""".formatted(id, KEY + id, SECRET)).json();
        parameters = new LinkedHashMap<>();
        parameters.put("nonce", Long.toString(++nonces));
        parameters.put("application_id", Long.toString(id));
        parameters.put("auth_key", KEY + id);
        parameters.put("user[login]", "ann lee@example");
        parameters.put("user[password]", "planted-password");
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
    }

    @AfterEach
    void showsNoSecretEver() {
        assertThat(admin.bodies().subList(1, admin.bodies().size())).isNotEmpty();
        assertThat(admin.bodies().stream().filter(body -> body.contains("bases")))
                .isNotEmpty()
                .noneMatch(body -> body.contains(SECRET) || body.contains("planted-password"));
    }

    @Test
    void saysWhatARightRequestIsSignedWith() {
        JsonNode explained = explain(RequestSigner.sha1(parameters, SECRET));
        assertThat(explained.get("accepted").asBoolean()).isTrue();
        assertThat(explained.get("match").toString())
                .isEqualTo("{\"algorithm\":\"SHA1\",\"generation\":\"CURRENT\",\"spelling\":\"AS_SENT\"}");
        assertThat(explained.get("hints")).isEmpty();
        assertThat(explained.get("bases").get("AS_SENT").asString())
                .isEqualTo(
                        "application_id=%s&auth_key=%s&nonce=%s&timestamp=%s&user[login]=ann lee@example&user[password]=****"
                                .formatted(
                                        application.get("id"),
                                        application.get("authKey").asString(),
                                        parameters.get("nonce"),
                                        parameters.get("timestamp")));
        assertThat(explain(RequestSigner.sha256(parameters, SECRET))
                        .get("match")
                        .get("algorithm")
                        .asString())
                .isEqualTo("SHA256");
    }

    @Test
    void knowsBothSpellings() {
        String signature = RequestSigner.sha1(parameters, SECRET);
        parameters = renamed(parameters, Map.of("application_id", "applicationId", "auth_key", "authKey"));
        JsonNode explained = explain(signature);
        assertThat(explained.get("accepted").asBoolean()).isTrue();
        assertThat(explained.get("match").get("spelling").asString()).isEqualTo("SDK");
        assertThat(explained.get("bases").get("AS_SENT").asString()).startsWith("applicationId=");
        assertThat(explained.get("bases").get("SDK").asString()).startsWith("application_id=");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("sort", SECRET, SignatureEndpointIT::joined),
                mistake("URL-encoded", SECRET, sent -> base(mapped(sent, WireClientEncoding::form))),
                mistake("URL-encoded", SECRET, sent -> base(mapped(sent, WireClientEncoding::percent))),
                mistake("signature parameter", SECRET, sent -> base(with(sent, "signature", ""))),
                mistake("user[...]", SECRET, sent -> base(without(sent, "user["))),
                mistake("nonce", SECRET, sent -> base(shifted(sent, "nonce", 1))),
                mistake("nonce", SECRET, sent -> base(without(sent, "nonce"))),
                mistake("timestamp", SECRET, sent -> base(shifted(sent, "timestamp", -2))),
                mistake("timestamp", SECRET, sent -> base(with(sent, "timestamp", sent.get("timestamp") + "000"))),
                mistake("white space", SECRET + "\n", SignatureEndpointIT::base),
                mistake(
                        "documented",
                        SECRET,
                        sent -> base(renamed(sent, Map.of("application_id", "applicationId", "auth_key", "authKey")))),
                mistake("no usual mistake", "another secret", SignatureEndpointIT::base));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void recognizesMistakes(String hint, String key, Function<Map<String, String>, String> base) {
        JsonNode explained = explain(hmac(key, base.apply(parameters)));
        assertThat(explained.get("accepted").asBoolean()).isFalse();
        assertThat(explained.has("match")).isFalse();
        assertThat(explained.get("hints"))
                .singleElement()
                .satisfies(text -> assertThat(text.asString()).contains(hint));
    }

    @Test
    void recognizesKeyAndSecretSwappedAndDoesNotShowTheSecretThatWasSent() {
        parameters.put("auth_key", SECRET);
        JsonNode explained = explain(hmac(application.get("authKey").asString(), base(parameters)));
        assertThat(explained.get("hints").toString()).contains("swapped");
        assertThat(explained.get("bases").get("AS_SENT").asString()).contains("auth_key=****");
    }

    @Test
    void saysHowFarTheClockIsOff() {
        parameters = shifted(parameters, "timestamp", -3600);
        JsonNode explained = explain(RequestSigner.sha1(parameters, SECRET));
        assertThat(explained.get("accepted").asBoolean()).isFalse();
        assertThat(explained.get("match").get("generation").asString()).isEqualTo("CURRENT");
        assertThat(explained.get("hints").get(0).asString())
                .containsPattern("36\\d\\d seconds behind, and 600 are allowed");
        parameters.put("timestamp", parameters.get("timestamp") + "000");
        assertThat(explain(RequestSigner.sha1(parameters, SECRET)).get("hints").toString())
                .contains("milliseconds");
    }

    @Test
    void saysWhenAnAlgorithmIsNotAllowed() {
        application = admin.post("/applications", """
                {"name": "old", "algorithms": ["SHA1"], "authSecret": "%s"}""".formatted(SECRET)).json();
        parameters.put("application_id", application.get("id").toString());
        parameters.put("auth_key", application.get("authKey").asString());
        assertThat(explain(RequestSigner.sha256(parameters, SECRET))
                        .get("hints")
                        .toString())
                .contains("SHA256")
                .contains("[SHA1] only");
    }

    @Test
    void saysWhichSecretWasUsed() {
        String path = "/applications/" + application.get("id") + "/rotate-secret";
        String signature = RequestSigner.sha1(parameters, SECRET);
        admin.post(path, "{\"graceSeconds\": 60}");
        assertThat(explain(signature).get("match").get("generation").asString()).isEqualTo("PREVIOUS");
        assertThat(explain(signature).get("accepted").asBoolean()).isTrue();
    }

    @Test
    void saysThatTheNonceHasBeenUsed() {
        parameters.remove("user[login]");
        parameters.remove("user[password]");
        String signature = RequestSigner.sha1(parameters, SECRET);
        assertThat(new WireClient(replica.url())
                        .postForm("/session.json", with(parameters, "signature", signature))
                        .status())
                .isEqualTo(201);
        JsonNode explained = explain(signature);
        assertThat(explained.get("hints").toString()).contains("nonce has been used");
    }

    @Test
    void saysWhatIsMissingOrNotThisApplications() {
        parameters.remove("nonce");
        parameters.remove("timestamp");
        parameters.put("auth_key", "another key");
        parameters.put("application_id", "17");
        JsonNode explained = explain(RequestSigner.sha1(parameters, SECRET));
        assertThat(explained.get("accepted").asBoolean()).isFalse();
        assertThat(explained.get("hints").toString())
                .contains(
                        "nonce is missing",
                        "timestamp is missing",
                        "auth key that is sent",
                        "application id that is sent");
        admin.post("/applications/" + application.get("id") + "/suspend");
        assertThat(explain("00").get("hints").toString()).contains("suspended", "40 hex digits");
    }

    @Test
    void takesNestedJsonAsThePublicPortDoes() {
        String signature = RequestSigner.sha1(parameters, SECRET);
        Answer answer = admin.post("/signature", """
                {"applicationId": %s, "parameters": {"nonce": %s, "application_id": %s, "auth_key": "%s", "timestamp": %s,
                 "user": {"login": "ann lee@example", "password": "planted-password"}, "signature": "%s"}}""".formatted(
                        application.get("id"),
                        parameters.get("nonce"),
                        application.get("id"),
                        application.get("authKey").asString(),
                        parameters.get("timestamp"),
                        signature));
        assertThat(answer.json().get("accepted").asBoolean()).isTrue();
    }

    @Test
    void refusesWhatIsNoRequest() {
        explain("nonsense");
        assertThat(admin.post("/signature", "{\"applicationId\": 987654321, \"parameters\": {\"nonce\": 1}}")
                        .status())
                .isEqualTo(404);
        for (String bad :
                new String[] {"{}", "[]", "5", "null", "{\"nonce\": 1.5}", "{\"nonce\": null}", "{\"n\": [1]}"}) {
            assertThat(admin.post(
                                    "/signature",
                                    "{\"applicationId\": " + application.get("id") + ", \"parameters\": " + bad + "}")
                            .status())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void isBounded() {
        try (Replica bounded = Replica.start(TestPostgres.newDatabase(), "sessions.admin.limits.signatures=2")) {
            AdminClient operator = AdminClient.of(bounded);
            String body = "{\"applicationId\": 987654321, \"parameters\": {\"nonce\": 1}}";
            assertThat(operator.post("/signature", body).status()).isEqualTo(404);
            assertThat(operator.post("/signature", body).status()).isEqualTo(404);
            Answer refused = operator.post("/signature", body);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
        explain("nonsense");
    }

    private JsonNode explain(String signature) {
        Map<String, String> sent = with(parameters, "signature", signature);
        Answer answer = admin.post(
                "/signature",
                WireClient.json(Map.of("applicationId", application.get("id").asLong(), "parameters", sent)));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static Arguments mistake(String hint, String key, Function<Map<String, String>, String> base) {
        return Arguments.of(hint, key, base);
    }

    private static String joined(Map<String, String> sent) {
        return sent.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String base(Map<String, String> sent) {
        return sent.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> with(Map<String, String> sent, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(sent);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, String> without(Map<String, String> sent, String prefix) {
        Map<String, String> changed = new LinkedHashMap<>(sent);
        changed.keySet().removeIf(name -> name.startsWith(prefix));
        return changed;
    }

    private static Map<String, String> shifted(Map<String, String> sent, String name, long by) {
        return with(sent, name, Long.toString(Long.parseLong(sent.get(name)) + by));
    }

    private static Map<String, String> mapped(Map<String, String> sent, UnaryOperator<String> values) {
        Map<String, String> changed = new LinkedHashMap<>();
        sent.forEach((name, value) -> changed.put(name, values.apply(value)));
        return changed;
    }

    private static Map<String, String> renamed(Map<String, String> sent, Map<String, String> names) {
        Map<String, String> changed = new LinkedHashMap<>();
        sent.forEach((name, value) -> changed.put(names.getOrDefault(name, name), value));
        return changed;
    }

    /** As the JDK encodes, apart from the code under test. */
    private static final class WireClientEncoding {

        static String form(String text) {
            return java.net.URLEncoder.encode(text, UTF_8);
        }

        static String percent(String text) {
            return form(text).replace("+", "%20");
        }
    }

    private static String hmac(String key, String base) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(base.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
