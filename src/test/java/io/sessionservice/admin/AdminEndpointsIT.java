package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Race;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;

/** Every request of the management port, as operators send it; acts on one replica, looks at another. */
class AdminEndpointsIT {

    private static final AtomicLong NONCES = new AtomicLong();

    private static Replica here;
    private static Replica there;
    private static AdminClient admin;
    private static WireClient wire;

    @BeforeAll
    static void startTwoReplicas() {
        JdbcConnectionDetails database = TestPostgres.newDatabase();
        here = Replica.start(database);
        there = Replica.start(database);
        admin = AdminClient.of(here);
        wire = new WireClient(there.url());
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @Test
    void registersAnApplicationThatCanSignAtOnce() {
        Answer answer = admin.post("/applications", """
                {"name": "shop"}""");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode application = answer.json();
        assertThat(application.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "authKey", "authSecret", "algorithms", "status", "createdAt", "updatedAt");
        assertThat(application.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(application.get("algorithms").toString()).isEqualTo("[\"SHA1\",\"SHA256\"]");
        assertThat(Instant.parse(application.get("createdAt").asString()))
                .isBefore(Instant.now().plusSeconds(5));
        assertThat(open(application, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void registersWhatIsGiven() {
        Answer answer = admin.post("/applications", """
                {"name": "shop", "id": 4711, "authKey": "key-4711", "authSecret": "secret-4711", "algorithms": ["SHA256"]}""");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("id").asLong()).isEqualTo(4711);
        assertThat(answer.json().get("authKey").asString()).isEqualTo("key-4711");
        assertThat(answer.json().get("authSecret").asString()).isEqualTo("secret-4711");
        assertThat(open(answer.json(), Map.of()).status()).isEqualTo(422);
        assertThat(admin.post("/applications", """
                        {"name": "other", "id": 4711}""").body()).isEqualTo("{\"errors\":{\"id\":[\"is taken\"]}}");
        Answer taken = admin.post("/applications", """
                {"name": "other", "authKey": "key-4711"}""");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).isEqualTo("{\"errors\":{\"authKey\":[\"is taken\"]}}");
    }

    @Test
    void aGivenIdDoesNotBreakGeneratedOnes() {
        long next = register().get("id").asLong() + 1;
        for (long id = next; id < next + 20; id++) {
            assertThat(admin.post("/applications", "{\"name\": \"given\", \"id\": " + id + "}")
                            .status())
                    .isEqualTo(201);
        }
        List<Integer> statuses = Race.of(
                10,
                () -> admin.post("/applications", "{\"name\": \"generated\"}").status());
        assertThat(statuses).containsOnly(201);
    }

    @Test
    void listsApplicationsPageByPage() {
        List<Long> registered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            registered.add(register().get("id").asLong());
        }
        List<Long> listed = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = admin.get("/applications?limit=2" + after).json();
            page.get("applications").forEach(found -> listed.add(found.get("id").asLong()));
            after = page.has("next") ? "&after=" + page.get("next").asLong() : null;
        } while (after != null);
        assertThat(listed).containsAll(registered).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void showsAnApplicationWithoutItsSecret() {
        JsonNode registered = register();
        Answer shown = admin.get("/applications/" + registered.get("id"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().has("authSecret")).isFalse();
        assertThat(shown.body()).doesNotContain(registered.get("authSecret").asString());
    }

    @Test
    void rotatesASecretWithAndWithoutGrace() {
        JsonNode first = register();
        Answer rotated = admin.post("/applications/" + first.get("id") + "/rotate-secret", "{\"graceSeconds\": 60}");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.json().get("authSecret")).isNotEqualTo(first.get("authSecret"));
        assertThat(rotated.json().has("previousAuthSecretExpiresAt")).isTrue();
        assertThat(open(first, Map.of()).status()).isEqualTo(201);
        assertThat(open(rotated.json(), Map.of()).status()).isEqualTo(201);

        JsonNode again = admin.post("/applications/" + first.get("id") + "/rotate-secret")
                .json();
        assertThat(open(first, Map.of()).status()).isEqualTo(422);
        assertThat(open(rotated.json(), Map.of()).status()).isEqualTo(422);
        assertThat(open(again, Map.of()).status()).isEqualTo(201);
    }

    @Test
    void suspendsResumesAndRevokesSessionsOfAnApplication() {
        JsonNode application = register();
        String path = "/applications/" + application.get("id");
        String token = open(application, Map.of()).token();
        assertThat(admin.post(path + "/suspend").json().get("status").asString())
                .isEqualTo("SUSPENDED");
        assertThat(read(token)).isEqualTo(401);
        assertThat(open(application, Map.of()).status()).isEqualTo(422);
        assertThat(admin.post(path + "/resume", "{}").json().get("status").asString())
                .isEqualTo("ACTIVE");
        assertThat(read(token)).isEqualTo(200);
        assertThat(admin.post(path + "/revoke-sessions").status()).isEqualTo(200);
        assertThat(read(token)).isEqualTo(401);
    }

    @Test
    void createsAUserThatLogsIn() {
        JsonNode application = register();
        Answer created = admin.post("/users", """
                {"applicationId": %s, "login": "bob", "email": "Bob@Example.com", "password": "bobs password", "fullName": "Bob"}""".formatted(application.get("id")));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "applicationId", "login", "email", "fullName", "status", "createdAt", "updatedAt");
        assertThat(logIn(application, "bob", "bobs password").status()).isEqualTo(201);
        assertThat(admin.get("/users/" + created.json().get("id")).json()).isEqualTo(created.json());
        String all = "/users?applicationId=" + application.get("id");
        assertThat(admin.get(all + "&login=bob").json().get("users")).hasSize(1);
        assertThat(admin.get(all + "&login=eve").json().get("users")).isEmpty();
        assertThat(admin.get(all + "&email=bob@example.COM").json().get("users"))
                .hasSize(1);
        assertThat(admin.post("/users", """
                {"applicationId": %s, "login": "bob", "password": "another one"}""".formatted(application.get("id"))).body())
                .isEqualTo("{\"errors\":{\"login\":[\"is taken\"]}}");
        Answer taken = admin.post("/users", """
                {"applicationId": %s, "email": "BOB@example.com", "password": "another one"}""".formatted(application.get("id")));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body()).isEqualTo("{\"errors\":{\"email\":[\"is taken\"]}}");
    }

    @Test
    void importsAUserWithItsEncodedPassword() {
        JsonNode application = register();
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(8).encode("brought along");
        Answer imported = admin.post("/users", """
                {"applicationId": %s, "login": "ida", "passwordHash": "%s"}""".formatted(application.get("id"), hash));
        assertThat(imported.status()).isEqualTo(201);
        assertThat(logIn(application, "ida", "brought along").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "{noop}plain",
        "{MD5}5f4dcc3b5aa765d61d8327deb882cf99",
        "{bcrypt}$2a$31$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "{bcrypt}$2a$04$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "{bcrypt}nonsense",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "{argon2}$argon2id$v=19"
    })
    void refusesEncodedPasswordsThatItCannotOrShouldNotCheck(String hash) {
        Answer answer = admin.post("/users", """
                {"applicationId": %s, "login": "ida", "passwordHash": "%s"}""".formatted(register().get("id"), hash));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").get("passwordHash").toString()).contains("{bcrypt}");
        assertThat(answer.body()).doesNotContain(hash);
    }

    @Test
    void endsAUsersSessionsWithEachAct() {
        JsonNode application = register();
        JsonNode user = createUser(application, "bob", "first password");
        String path = "/users/" + user.get("id");

        String token = logIn(application, "bob", "first password").token();
        assertThat(admin.post(path + "/set-password", "{\"password\": \"second password\"}")
                        .status())
                .isEqualTo(200);
        assertThat(read(token)).isEqualTo(401);
        assertThat(logIn(application, "bob", "first password").status()).isEqualTo(401);

        token = logIn(application, "bob", "second password").token();
        assertThat(admin.post(path + "/suspend").json().get("status").asString())
                .isEqualTo("SUSPENDED");
        assertThat(read(token)).isEqualTo(401);
        assertThat(logIn(application, "bob", "second password").status()).isEqualTo(401);

        assertThat(admin.post(path + "/resume").json().get("status").asString()).isEqualTo("ACTIVE");
        token = logIn(application, "bob", "second password").token();
        assertThat(admin.post(path + "/revoke-sessions").status()).isEqualTo(200);
        assertThat(read(token)).isEqualTo(401);

        token = logIn(application, "bob", "second password").token();
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(read(token)).isEqualTo(401);
        assertThat(admin.get(path).status()).isEqualTo(404);
        assertThat(admin.get("/sessions?userId=" + user.get("id")).json().get("sessions"))
                .isEmpty();
    }

    @Test
    void aUserThatTakesTheIdOfADeletedOneInheritsNoSession() {
        JsonNode application = register();
        JsonNode user = createUser(application, "bob", "bobs password");
        logIn(application, "bob", "bobs password");
        String session = admin.get("/sessions?userId=" + user.get("id"))
                .json()
                .get("sessions")
                .get(0)
                .get("id")
                .toString();
        JdbcClient jdbc = here.bean(JdbcClient.class);
        // as if the replica had died between the deletion of the user and that of its sessions
        jdbc.sql("DELETE FROM users WHERE id = :id")
                .param("id", user.get("id").asLong())
                .update();
        assertThat(admin.post("/users", """
                {"applicationId": %s, "id": %s, "login": "eve", "password": "eves password"}""".formatted(application.get("id"), user.get("id")))
                        .status())
                .isEqualTo(201);
        assertThat(admin.get("/sessions/" + session).json().get("live").asBoolean())
                .isFalse();
    }

    @Test
    void listsShowsAndEndsSessions() {
        JsonNode application = register();
        JsonNode user = createUser(application, "bob", "bobs password");
        for (int i = 0; i < 3; i++) {
            open(application, Map.of());
        }
        String token = logIn(application, "bob", "bobs password").token();
        String filter = "/sessions?applicationId=" + application.get("id");
        List<JsonNode> listed = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = admin.get(filter + "&limit=3" + after).json();
            page.get("sessions").forEach(listed::add);
            after = page.has("next") ? "&after=" + page.get("next").asLong() : null;
        } while (after != null);
        assertThat(listed).hasSize(4).allMatch(session -> session.get("live").asBoolean());

        JsonNode ofBob = admin.get("/sessions?userId=" + user.get("id")).json().get("sessions");
        assertThat(ofBob).hasSize(1);
        String path = "/sessions/" + ofBob.get(0).get("id");
        Answer shown = admin.get(path);
        assertThat(shown.json()).isEqualTo(ofBob.get(0));
        assertThat(shown.body()).doesNotContain(token);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(read(token)).isEqualTo(401);
        assertThat(admin.delete(path).status()).isEqualTo(404);
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @Test
    void showsTheBacklogOfNonces() {
        open(register(), Map.of());
        JsonNode backlog = admin.get("/nonces").json();
        assertThat(backlog.propertyNames()).contains("backlog", "oldest", "replaysRefused");
        assertThat(Instant.parse(backlog.get("oldest").asString()))
                .isBetween(Instant.now().minusSeconds(660), Instant.now());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    applications | {}                                        | name
                    applications | {"name": null}                            | name
                    applications | {"name": ""}                              | name
                    applications | {"name": "  "}                            | name
                    applications | {"name": "a\\u0000b"}                      | name
                    applications | {"name": "a\\ud800b"}                      | name
                    applications | {"name": 5}                               | name
                    applications | {"name": "a", "colour": "red"}            | colour
                    applications | {"name": "a", "id": 0}                    | id
                    applications | {"name": "a", "id": -1}                   | id
                    applications | {"name": "a", "id": "7"}                  | id
                    applications | {"name": "a", "id": 7.5}                  | id
                    applications | {"name": "a", "id": 9223372036854775808}  | id
                    applications | {"name": "a", "id": true}                 | id
                    applications | {"name": "a", "authKey": ""}              | authKey
                    applications | {"name": "a", "authSecret": ""}           | authSecret
                    applications | {"name": "a", "algorithms": []}           | algorithms
                    applications | {"name": "a", "algorithms": ["MD5"]}      | algorithms
                    applications | {"name": "a", "algorithms": [1]}          | algorithms
                    applications | {"name": "a", "algorithms": "SHA1"}       | algorithms
                    users        | {"applicationId": 1}                      | provable
                    users        | {"applicationId": 1, "login": "x", "password": ""} | password
                    users        | {"applicationId": 1, "login": "x", "password": "p", "passwordHash": "q"} | provable
                    users        | {"applicationId": 1, "password": "p"}     | named
                    users        | {"applicationId": 1, "email": "x", "password": "p"} | email
                    users        | {"applicationId": 987654321, "login": "x", "password": "p"} | applicationId
                    users        | {"applicationId": 1, "login": "x", "password": "0123456789012345678901234567890123456789012345678901234567890123456789123"} | password
                    applications | []                                        | JSON
                    applications | null                                      | JSON
                    applications | {"name": "a"} {}                          | JSON
                    applications | {"name": "a", "name": "b"}                | JSON
                    applications | {                                         | JSON
                    applications | `                                         ` | JSON
                    """)
    void refusesBadInputNamingTheField(String endpoint, String body, String named) {
        Answer answer = admin.post("/" + endpoint, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").toString()).contains(named);
    }

    @ParameterizedTest
    @CsvSource({
        "/applications?limit=0",
        "/applications?limit=501",
        "/applications?limit=x",
        "/applications?after=-1",
        "/applications?after=",
        "/applications?colour=red",
        "/applications?limit=1&limit=2",
        "/applications/x",
        "/applications/9223372036854775808",
        "/users",
        "/users?applicationId=x",
        "/users?applicationId=1&login=",
        "/users?applicationId=1&login=%00",
        "/sessions?userId=0",
        "/sessions?applicationId=1.5",
        "/sessions/x"
    })
    void refusesBadQueries(String path) {
        Answer answer = admin.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().has("errors")).isTrue();
    }

    @Test
    void answersUnknownThingsWith404() {
        for (String path : List.of("/applications/987654321", "/users/987654321", "/sessions/987654321", "/nothing")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of(
                "/applications/987654321/suspend",
                "/applications/987654321/rotate-secret",
                "/users/987654321/suspend",
                "/users/987654321/revoke-sessions")) {
            assertThat(admin.post(path).status()).as(path).isEqualTo(404);
        }
        assertThat(admin.post("/users/987654321/set-password", "{\"password\": \"p\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.delete("/users/987654321").status()).isEqualTo(404);
        assertThat(admin.delete("/sessions/987654321").status()).isEqualTo(404);
        assertThat(admin.delete("/applications").status()).isEqualTo(405);
    }

    @Test
    void refusesLargeAndDeepBodies() {
        Answer large = admin.post("/applications", "{\"name\": \"" + "a".repeat(60 * 1024) + "\"}");
        assertThat(large.status()).isEqualTo(400);
        Answer larger = admin.post("/applications", "{\"name\": \"" + "a".repeat(70 * 1024) + "\"}");
        assertThat(larger.status()).isEqualTo(413);
        Answer deep = admin.post("/applications", "{\"name\": " + "[".repeat(1000) + "]".repeat(1000) + "}");
        assertThat(deep.status()).isEqualTo(400);
        Answer form = admin.send("POST", "/applications", null, "Content-Type", "text/plain");
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void manyActsAtOnceAllHold() {
        JsonNode application = register();
        String path = "/applications/" + application.get("id") + "/revoke-sessions";
        assertThat(Race.of(32, () -> admin.post(path).status())).containsOnly(200);
        assertThat(here.bean(JdbcClient.class)
                        .sql("SELECT session_generation FROM applications WHERE id = :id")
                        .param("id", application.get("id").asLong())
                        .query(Long.class)
                        .single())
                .isEqualTo(32);
    }

    @Test
    void ofThousandsOfCallsForOneKeyOneRegistersAndNoneIsHalfDone() {
        String body = "{\"name\":\"contested\",\"authKey\":\"contested-key\"}";
        List<Integer> statuses = Race.of(16, () -> {
                    List<Integer> own = new ArrayList<>();
                    for (int i = 0; i < 128; i++) {
                        own.add(admin.post("/applications", body).status());
                    }
                    return own;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
        assertThat(statuses).hasSize(2048).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
    }

    @Test
    void refusesAMebibyteAtOnce() {
        String large = "{\"name\":\"" + "a".repeat(1 << 20) + "\"}";
        assertThat(admin.post("/applications", large).status()).isEqualTo(413);
    }

    private static JsonNode register() {
        return admin.post("/applications", "{\"name\": \"test " + UUID.randomUUID() + "\"}")
                .json();
    }

    private static JsonNode createUser(JsonNode application, String login, String password) {
        return admin.post("/users", """
                {"applicationId": %s, "login": "%s", "password": "%s"}""".formatted(application.get("id"), login, password))
                .json();
    }

    private static Answer logIn(JsonNode application, String login, String password) {
        return open(application, Map.of("user[login]", login, "user[password]", password));
    }

    private static Answer open(JsonNode application, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", application.get("id").toString());
        parameters.put("auth_key", application.get("authKey").asString());
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(NONCES.incrementAndGet()));
        parameters.putAll(more);
        return wire.postForm(
                "/session.json",
                WireClient.signed(parameters, application.get("authSecret").asString()));
    }

    private static int read(String token) {
        return wire.get("/session.json", token).status();
    }
}
