package io.sessionservice.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What the image's build asks the service while it learns, so that a change that the build would fail on fails here first. */
class TrainingClientIT {

    private final JdbcConnectionDetails database = TestPostgres.newDatabase();

    /** Which of the requests is answered how is checked by the client itself. */
    @Test
    void everyRequestIsAnsweredAsItShouldBe() throws Exception {
        try (Replica replica = Replica.start(
                database,
                "server.port=0",
                "management.server.port=0",
                "sessions.admin.username=" + TrainingClient.ADMIN,
                "sessions.admin.password=" + TrainingClient.ADMIN_PASSWORD)) {
            TrainingClient client = new TrainingClient(replica.port(), replica.managementPort());
            client.awaitReady(() -> true);

            client.serveAll(3);

            assertThat(sessions()).as("8 clients, 3 rounds, and 2 at the first").isEqualTo(8 * (3 + 2));
        }
    }

    private long sessions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM sessions")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
