package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Await;
import io.sessionservice.support.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A replica and a PostgreSQL of their own, in which secrets were used in good and in bad ways; and everything they wrote. */
final class PlantedSecrets implements AutoCloseable {

    private static final String NAME = "the planted application";
    private static final String PASSWORD = "planted-password-1";
    private static final String NEXT_PASSWORD = "planted-password-2";
    private static final String WRONG_PASSWORD = "planted-password-3";
    private static final String SECRET = "planted-auth-secret-1";

    private final PostgresProcess postgres;
    private final Path folder;
    private final ReplicaProcess replica;
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private String applicationId = "";
    private final Map<String, byte[]> places = new LinkedHashMap<>();

    private PlantedSecrets() throws IOException {
        folder = Files.createTempDirectory("faults-planted");
        postgres = PostgresProcess.startIn(folder);
        replica = GuardedReplica.launch(postgres.url(), "logging.level.io.sessionservice=DEBUG")
                .awaitReady();
    }

    /** Uses them, and collects what was written. */
    static PlantedSecrets plant() throws IOException {
        PlantedSecrets planted = new PlantedSecrets();
        planted.use();
        planted.collect();
        return planted;
    }

    private void use() {
        secrets.put("password", PASSWORD);
        secrets.put("next password", NEXT_PASSWORD);
        secrets.put("wrong password", WRONG_PASSWORD);
        secrets.put("auth secret", SECRET);
        secrets.put("sealing key", ReplicaProcess.KEYS.substring(3));
        secrets.put("operator's password", ReplicaProcess.ADMIN_PASSWORD);
        secrets.put(
                "Basic header",
                AdminClient.basic(ReplicaProcess.ADMIN, ReplicaProcess.ADMIN_PASSWORD)
                        .substring(6));
        AdminClient admin = FaultApplication.admin(replica);
        FaultApplication application = FaultApplication.of(
                admin.post("/applications", "{\"name\":\"%s\",\"authSecret\":\"%s\"}".formatted(NAME, SECRET))
                        .json());
        String user = admin.post(
                        "/users",
                        "{\"applicationId\":%s,\"login\":\"alice\",\"password\":\"%s\"}"
                                .formatted(application.id(), PASSWORD))
                .json()
                .get("id")
                .toString();
        useSession(application, 0);
        postgres.kill();
        useSession(application, 1);
        ask(login("0123456789abcdef0123456789abcdef01234567", PASSWORD));
        postgres.restart();
        Await.until(() -> admin.get("/applications").status() == 200);
        admin.post("/users/" + user + "/set-password", "{\"password\":\"%s\"}".formatted(NEXT_PASSWORD));
        admin.post(
                "/users",
                "{\"applicationId\":%s,\"password\":5,\"x\":\"%s\"}".formatted(application.id(), NEXT_PASSWORD));
        admin.post("/applications", "{\"authSecret\":[\"%s\"]}".formatted(SECRET));
        admin.post(
                "/signature",
                WireClient.json(Map.of("applicationId", application.id(), "parameters", application.signed())));
        secrets.put(
                "rotated secret",
                admin.post("/applications/" + application.id() + "/rotate-secret", "{\"graceSeconds\":60}")
                        .json()
                        .get("authSecret")
                        .asString());
        useSession(application, 2);
        applicationId = application.id();
    }

    private void useSession(FaultApplication application, int number) {
        Map<String, String> wrong = new LinkedHashMap<>(application.signed());
        wrong.put("signature", SECRET);
        ask(WireRequest.form("/session.json", null, wrong));
        ask(WireRequest.build(
                "POST", "/session.json", null, "application/json", "{\"user\":{\"password\":\"" + PASSWORD));
        ask(WireRequest.build("GET", "/session.json?token=" + SECRET, null, null, ""));
        Answer created = ask(application.create());
        if (created.status() == 201) {
            String token = created.token();
            secrets.put("token " + number, token);
            ask(login(token, WRONG_PASSWORD));
            ask(login(token, number == 2 ? NEXT_PASSWORD : PASSWORD));
            ask(WireRequest.get("/sessions.json", token));
            ask(WireRequest.get("/session.json", token + token));
            ask(WireRequest.build("GET", "/sessions/" + token, token, null, ""));
            if (number == 0) {
                ask(WireRequest.delete("/session.json", token));
            }
        }
    }

    private static byte[] login(String token, String password) {
        return WireRequest.form("/login.json", token, Map.of("login", "alice", "password", password));
    }

    private Answer ask(byte[] request) {
        return Cluster.ask(replica, request);
    }

    private void collect() throws IOException {
        AdminClient admin = FaultApplication.admin(replica);
        for (String path : List.of(
                "",
                "/health",
                "/info",
                "/prometheus",
                "/applications",
                "/users?applicationId=" + applicationId,
                "/sessions?applicationId=" + applicationId,
                "/nonces",
                "/auditevents")) {
            places.put("GET /actuator" + path, admin.get(path).body().getBytes(UTF_8));
        }
        // ends it in order, so that what it holds back is written
        replica.term();
        replica.awaitEnd();
        places.put("the log", Files.readAllBytes(replica.log()));
        PostgresProcess.execute(postgres.url(), "CHECKPOINT");
        for (String table : List.of(
                "applications", "users", "sessions", "nonces", "leases", "audit_events", "identity_providers")) {
            places.put(
                    "table " + table,
                    PostgresProcess.text(
                                    postgres.url(),
                                    "SELECT coalesce(string_agg(t::text, chr(10)), '') FROM " + table + " t")
                            .getBytes(UTF_8));
        }
        places.put("the files of PostgreSQL, its write-ahead log among them", files());
    }

    private byte[] files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    all.writeBytes(Files.readAllBytes(file));
                } catch (NoSuchFileException e) {
                    // PostgreSQL has done with it
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return all.toByteArray();
        }
    }

    Map<String, byte[]> places() {
        return places;
    }

    int count() {
        return secrets.size();
    }

    /** The names of the secrets that stand in these bytes, as text or in Base64. */
    List<String> found(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        List<String> found = new ArrayList<>();
        secrets.forEach((name, secret) -> {
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
            if (text.contains(secret) || text.contains(encoded)) {
                found.add(name);
            }
        });
        return found;
    }

    /** A search that finds nothing at all would prove nothing. */
    boolean findsWhatMayBeFound() {
        return places.entrySet().stream()
                        .filter(place -> new String(place.getValue(), ISO_8859_1).contains(NAME))
                        .count()
                >= 3;
    }

    @Override
    public void close() {
        replica.close();
        postgres.close();
    }
}
