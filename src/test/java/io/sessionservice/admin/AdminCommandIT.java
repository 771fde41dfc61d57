package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.SessionServiceApplication;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands beside a running replica, on the same database. */
class AdminCommandIT {

    private static final String SEALING_KEY = "test:dGVzdC1zZWFsaW5nLWtleS1kby1ub3QtdXNlLWl0LSE=";

    private static JdbcConnectionDetails database;
    private static Replica replica;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        database = TestPostgres.newDatabase();
        replica = Replica.start(database);
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void registersAndStillsAnApplication() {
        assertThat(run("", "register", "--name", "by command", "--algorithms", "SHA1"))
                .isZero();
        JsonNode application = json();
        assertThat(application.get("algorithms").toString()).isEqualTo("[\"SHA1\"]");
        Answer opened = open(application, Map.of(), 1);
        assertThat(opened.status()).isEqualTo(201);

        String id = application.get("id").toString();
        assertThat(run("", "sessions", "--application", id)).isZero();
        assertThat(json().get("sessions")).hasSize(1);
        assertThat(run("", "revoke-sessions", "--application", id)).isZero();
        assertThat(new WireClient(replica.url())
                        .get("/session.json", opened.token())
                        .status())
                .isEqualTo(401);
        assertThat(run("", "rotate-secret", "--application", id)).isZero();
        JsonNode rotated = json();
        assertThat(open(application, Map.of(), 2).status()).isEqualTo(422);
        assertThat(open(rotated, Map.of(), 3).status()).isEqualTo(201);
        assertThat(run("", "suspend", "--application", id)).isZero();
        assertThat(json().get("status").asString()).isEqualTo("SUSPENDED");
        assertThat(open(rotated, Map.of(), 4).status()).isEqualTo(422);
        assertThat(run("", "resume", "--application", id)).isZero();
        assertThat(open(rotated, Map.of(), 5).status()).isEqualTo(201);
        assertThat(AdminClient.of(replica).get("/auditevents?type=authz_admin").body())
                .contains("command of ", "application registered");
    }

    @Test
    void createsAUserWithThePasswordFromStandardInput() {
        assertThat(run("", "register", "--name", "by command")).isZero();
        JsonNode application = json();
        String id = application.get("id").toString();
        assertThat(run("bobs password\n", "create-user", "--application", id, "--login", "bob"))
                .isZero();
        Map<String, String> bob = Map.of("user[login]", "bob", "user[password]", "bobs password");
        assertThat(open(application, bob, 10).status()).isEqualTo(201);
        assertThat(run("x\n", "create-user", "--application", id, "--login", "bob"))
                .isEqualTo(4);
        assertThat(err.toString(UTF_8)).isEqualToIgnoringNewLines("login is taken.");
        assertThat(run("", "create-user", "--application", id, "--login", "eve"))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("password");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Usage:", "rotate-secret", "create-user");
        assertThat(run("", "--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("Usage:");
        assertThat(run("", "dance")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("no verb 'dance'");
        assertThat(run("", "register", "--colour", "red")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--colour");
        assertThat(run("", "register")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("name");
        assertThat(run("", "suspend")).isEqualTo(2);
        assertThat(run("", "suspend", "--application", "x")).isEqualTo(2);
        assertThat(run("", "suspend", "--application", "987654321")).isEqualTo(3);
        assertThat(run("", "suspend", "--application")).isEqualTo(2);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void saysWhichSettingIsMissing() {
        assertThat(command("").run(List.of("sessions"))).isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .contains("SPRING_DATASOURCE_URL", "SESSIONS_SEALING_KEYS")
                .doesNotContain("ADMIN");
        assertThat(command("")
                        .run(
                                List.of("sessions"),
                                "--spring.datasource.url=jdbc:postgresql://localhost:1/none",
                                "--sessions.sealing.keys=" + SEALING_KEY))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("refused");
    }

    private int run(String input, String... arguments) {
        return command(input)
                .run(
                        List.of(arguments),
                        "--spring.datasource.url=" + database.getJdbcUrl(),
                        "--spring.datasource.username=" + database.getUsername(),
                        "--spring.datasource.password=" + database.getPassword(),
                        "--sessions.sealing.keys=" + SEALING_KEY);
    }

    private AdminCommand command(String input) {
        out.reset();
        err.reset();
        return new AdminCommand(
                SessionServiceApplication.class,
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private JsonNode json() {
        return new JsonMapper().readTree(out.toString(UTF_8));
    }

    private static Answer open(JsonNode application, Map<String, String> more, long nonce) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", application.get("id").toString());
        parameters.put("auth_key", application.get("authKey").asString());
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Long.toString(nonce));
        parameters.putAll(more);
        return new WireClient(replica.url())
                .postForm(
                        "/session.json",
                        WireClient.signed(
                                parameters, application.get("authSecret").asString()));
    }
}
