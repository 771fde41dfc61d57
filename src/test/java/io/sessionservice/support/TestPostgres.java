package io.sessionservice.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** One PostgreSQL for the whole test run, a container where Docker answers and a process elsewhere; a new database for each caller. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final class Server {
        static final JdbcConnectionDetails ADMIN = Docker.answers() ? container() : embedded();
    }

    private TestPostgres() {}

    /** An empty database of its own. */
    public static JdbcConnectionDetails newDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        JdbcConnectionDetails admin = Server.ADMIN;
        try (Connection connection =
                        DriverManager.getConnection(admin.getJdbcUrl(), admin.getUsername(), admin.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = admin.getJdbcUrl().replaceFirst("/postgres(?=[?]|$)", "/" + name);
        return new DatabaseDetails(url, admin.getUsername(), admin.getPassword());
    }

    // the JVM's end stops both: Testcontainers' reaper the one, a shutdown hook of EmbeddedPostgres the other

    @SuppressWarnings("resource")
    private static JdbcConnectionDetails container() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(Docker.POSTGRES)
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "max_connections=200");
        postgres.start();
        return new DatabaseDetails(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
    }

    @SuppressWarnings("resource")
    private static JdbcConnectionDetails embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            return DatabaseDetails.of(postgres);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
