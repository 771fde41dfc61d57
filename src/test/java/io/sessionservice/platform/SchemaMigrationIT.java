package io.sessionservice.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionservice.support.DatabaseDetails;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.wire.SmokeTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** An installation in steps, as the chart does it: roles, migration with the one, service with the other, and the try-out. */
class SchemaMigrationIT {

    private final JdbcConnectionDetails database = TestPostgres.newDatabase();

    @Test
    void servesWithTheRightsOfTheServingRole() throws Exception {
        createRoles();
        SchemaMigration.run(new String[] {
            "migrate",
            "--spring.datasource.url=" + url(),
            "--spring.datasource.username=sessions_owner",
            "--spring.datasource.password=owner-password"
        });

        assertThat(ownersOfTables()).containsOnly("sessions_owner");
        try (Replica replica = Replica.start(
                new DatabaseDetails(url(), "sessions", "service-password"),
                "spring.flyway.enabled=false",
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=smoke",
                "sessions.bootstrap[0].auth-key=smoke-key",
                "sessions.bootstrap[0].auth-secret=smoke-secret")) {
            assertThat(smoke(replica, "smoke-secret")).isEqualTo("POST 201%nGET 200%nDELETE 200%n".formatted());
            replica.bean(PurgeRunner.class).runAll();
            assertThatThrownBy(() -> smoke(replica, "another-secret"))
                    .hasMessage("POST answered 422, not 201: {\"errors\":{\"base\":[\"Unexpected signature\"]}}");
        }
    }

    private void createRoles() throws IOException {
        String script = Files.readString(Path.of("db/roles.sql"))
                .replace(":'owner_password'", "'owner-password'")
                .replace(":'service_password'", "'service-password'");
        Arrays.stream(script.replaceAll("(?m)^\\s*--.*$", "").split(";", -1))
                .filter(statement -> !statement.isBlank())
                .forEach(statement -> jdbc().sql(statement).update());
    }

    /** Without the user that an embedded PostgreSQL's has in it. */
    private String url() {
        return database.getJdbcUrl().replaceFirst("[?].*", "");
    }

    private Set<String> ownersOfTables() {
        return jdbc().sql("SELECT tableowner FROM pg_tables WHERE schemaname = 'public'")
                .query((row, number) -> row.getString(1))
                .set();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(
                database.getJdbcUrl(),
                Objects.requireNonNull(database.getUsername()),
                Objects.requireNonNull(database.getPassword())));
    }

    private static String smoke(Replica replica, String authSecret) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SmokeTest(
                        Map.of(
                                "SMOKE_URL",
                                replica.url(),
                                "SMOKE_APPLICATION_ID",
                                "92",
                                "SMOKE_AUTH_KEY",
                                "smoke-key",
                                "SMOKE_AUTH_SECRET",
                                authSecret),
                        Clock.systemUTC(),
                        new PrintStream(out, true, UTF_8))
                .openReadAndEnd();
        return out.toString(UTF_8);
    }
}
