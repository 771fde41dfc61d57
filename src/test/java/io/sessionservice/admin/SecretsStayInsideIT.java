package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.platform.AuditTrail;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.RawHttp;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives every request with planted secrets, in good and in bad ways, and looks for them where they must not be. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsStayInsideIT {

    private static final String AUTH_SECRET = "planted-auth-secret-1";
    private static final String PASSWORD = "planted-password-1";
    private static final String NEXT_PASSWORD = "planted-password-2";
    private static final String WRONG_PASSWORD = "planted-password-3";
    private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(8).encode(PASSWORD);

    private final List<String> planted =
            new ArrayList<>(List.of(AUTH_SECRET, PASSWORD, NEXT_PASSWORD, WRONG_PASSWORD, "admin-password"));
    private final List<String> answers = new ArrayList<>();
    private long nonces;

    @Test
    void nothingPlantedIsFound(CapturedOutput output) {
        try (Replica replica = Replica.start(
                TestPostgres.newDatabase(), "logging.level.root=INFO", "logging.level.io.sessionservice=DEBUG")) {
            drive(replica);
            replica.bean(AuditTrail.class).close();
            AdminClient admin = AdminClient.of(replica);
            for (String path : List.of("/auditevents", "/prometheus", "/health", "/info", "/nonces", "")) {
                answers.add(admin.get(path).body());
            }
            planted.add(HASH);
            assertThat(answers)
                    .hasSizeGreaterThan(25)
                    .allSatisfy(answer -> assertThat(answer).doesNotContain(planted));
            assertThat(dump(replica)).hasSizeGreaterThan(5).allSatisfy((table, rows) -> {
                List<String> forbidden = new ArrayList<>(planted);
                // the one place where an encoded password belongs
                forbidden.removeIf(secret -> table.equals("users") && secret.equals(HASH));
                assertThat(rows).as(table).doesNotContain(forbidden);
            });
        }
        assertThat(output.getAll()).contains("application registered").doesNotContain(planted);
    }

    private void drive(Replica replica) {
        AdminClient admin = AdminClient.of(replica);
        // the answer that creates a secret is the one that may show it
        JsonNode application =
                admin.post("/applications", """
                {"name": "planted", "authSecret": "%s"}""".formatted(AUTH_SECRET)).json();
        JsonNode made = admin.post("/applications", "{\"name\": \"made\"}").json();
        planted.add(made.get("authSecret").asString());
        planted.add(admin.post("/applications/" + made.get("id") + "/rotate-secret")
                .json()
                .get("authSecret")
                .asString());
        String id = application.get("id").toString();
        String app = "\"applicationId\": " + id;
        post(admin, "/applications", "{\"name\": \"x\", \"id\": " + id + ", \"authSecret\": \"" + AUTH_SECRET + "\"}");
        post(admin, "/applications", "{\"name\": 5, \"authSecret\": \"" + AUTH_SECRET + "\"}");
        post(admin, "/applications", "{\"colour\": 5, \"authSecret\": [\"" + AUTH_SECRET + "\"]}");
        post(admin, "/applications", "{\"name\": \"x\", \"authSecret\": \"" + AUTH_SECRET + "\" oops");
        JsonNode user =
                json(post(admin, "/users", "{" + app + ", \"login\": \"bob\", \"password\": \"" + PASSWORD + "\"}"));
        post(admin, "/users", "{" + app + ", \"login\": \"bob\", \"password\": \"" + PASSWORD + "\"}");
        post(admin, "/users", "{" + app + ", \"login\": \"ida\", \"passwordHash\": \"" + HASH + "\"}");
        post(admin, "/users", "{" + app + ", \"login\": \"ida\", \"passwordHash\": \"{noop}" + PASSWORD + "\"}");
        post(admin, "/users", "{" + app + ", \"login\": \"eve\", \"password\": {\"a\": \"" + PASSWORD + "\"}}");
        post(admin, "/users", "{" + app + ", \"password\": \"" + PASSWORD.repeat(10) + "\", \"login\": \"eve\"}");
        post(admin, "/users/" + user.get("id") + "/set-password", "{\"password\": \"" + NEXT_PASSWORD + "\"}");
        post(admin, "/users/987654321/set-password", "{\"password\": \"" + NEXT_PASSWORD + "\"}");

        WireClient wire = new WireClient(replica.url());
        Map<String, String> logIn = parameters(application, "user[login]", "bob", "user[password]", NEXT_PASSWORD);
        Map<String, String> signed = WireClient.signed(logIn, AUTH_SECRET);
        planted.add(wire.postForm("/session.json", signed).token());
        Map<String, String> wrong = parameters(application, "user[login]", "bob", "user[password]", WRONG_PASSWORD);
        answers.add(wire.postForm("/session.json", WireClient.signed(wrong, AUTH_SECRET))
                .body());
        answers.add(wire.postForm("/session.json", WireClient.signed(wrong, "not the secret"))
                .body());
        answers.add(wire.get("/session.json?token=" + AUTH_SECRET, "none").body());
        String parameters = WireClient.json(signed);
        String swapped = WireClient.json(WireClient.signed(parameters(application, "authKey", AUTH_SECRET), PASSWORD));
        post(admin, "/signature", "{" + app + ", \"parameters\": " + parameters + "}");
        post(admin, "/signature", "{" + app + ", \"parameters\": " + swapped + "}");
        post(admin, "/signature", "{" + app + ", \"parameters\": {\"nonce\": [\"" + AUTH_SECRET + "\"]}}");

        answers.add(AdminClient.withHeaders(
                        replica.managementPort(), "Authorization", AdminClient.basic("admin", WRONG_PASSWORD))
                .get("/applications")
                .body());
        answers.add(AdminClient.withHeaders(
                        replica.managementPort(), "Authorization", AdminClient.basic(WRONG_PASSWORD, "typed first"))
                .get("/applications")
                .body());
        for (String path : List.of(
                "/applications",
                "/applications/" + id,
                "/users?applicationId=" + id,
                "/users/" + user.get("id"),
                "/sessions",
                "/sessions?userId=" + user.get("id"))) {
            answers.add(admin.get(path).body());
        }
        for (String act : List.of("suspend", "resume", "revoke-sessions")) {
            post(admin, "/users/" + user.get("id") + "/" + act, "{}");
            post(admin, "/applications/" + id + "/" + act, "{}");
        }
        answers.add(admin.delete("/users/" + user.get("id")).body());
        sendUnreadable(replica.port());
        sendUnreadable(replica.managementPort());
    }

    /** Heads that Tomcat refuses by itself, and would write to the log. */
    private void sendUnreadable(int port) {
        for (String line : List.of(
                AUTH_SECRET,
                "QB Token: " + AUTH_SECRET,
                "QB-Token: a\u0000" + AUTH_SECRET,
                "Host: " + AUTH_SECRET + "[",
                "Cookie: a=" + AUTH_SECRET + "\u0001; b=\"" + AUTH_SECRET)) {
            String head = "GET /session.json?" + NEXT_PASSWORD + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + line + "\r\n\r\n";
            answers.add(RawHttp.send(port, head.getBytes(ISO_8859_1)).body());
        }
        byte[] target = ("GET /" + AUTH_SECRET + "\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1);
        answers.add(RawHttp.send(port, target).body());
    }

    private String post(AdminClient admin, String path, String body) {
        String answer = admin.post(path, body).body();
        answers.add(answer);
        return answer;
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    private Map<String, String> parameters(JsonNode application, String... more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", application.get("id").toString());
        parameters.put("auth_key", application.get("authKey").asString());
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(++nonces));
        for (int i = 0; i < more.length; i += 2) {
            parameters.put(more[i], more[i + 1]);
        }
        return parameters;
    }

    /** Every row of every table, as text. */
    private static Map<String, String> dump(Replica replica) {
        JdbcClient jdbc = replica.bean(JdbcClient.class);
        Map<String, String> dump = new HashMap<>();
        jdbc.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
                .query((row, number) -> row.getString(1))
                .list()
                .forEach(table -> dump.put(
                        table,
                        jdbc.sql("SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM " + table + " t")
                                .query((row, number) -> row.getString(1))
                                .single()));
        return dump;
    }
}
