package io.sessionservice.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn to migrate, of which a database has one: an advisory lock of a connection's own, which PostgreSQL takes back when the
 * holder dies. Flyway's own lock is taken and given back around each migration, so that those who start at once share them out.
 *
 * <p>It is asked for again and again and never waited for within PostgreSQL: a statement that waits holds a snapshot, and an index
 * that is built concurrently waits for all of those.
 */
final class MigrationTurn {

    private static final Logger log = LoggerFactory.getLogger(MigrationTurn.class);

    /** Any number will do that nobody else has; these are the letters of "sessions". */
    private static final String TRY = "SELECT pg_try_advisory_lock(8314892176759549555)";

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final DataSource source;

    MigrationTurn(DataSource source) {
        this.source = source;
    }

    /** Waits for the turn, however long it takes, does the work, and lets the next one have it. */
    void take(Runnable work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(true);
            await(connection);
            work.run();
        } catch (SQLException e) {
            throw new FlywayException("No turn to migrate", e);
        }
    }

    private static void await(Connection connection) throws SQLException {
        if (isOurs(connection)) {
            return;
        }
        log.info("Another replica migrates the schema");
        do {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FlywayException("Interrupted before the turn to migrate", e);
            }
        } while (!isOurs(connection));
    }

    private static boolean isOurs(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(TRY)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
