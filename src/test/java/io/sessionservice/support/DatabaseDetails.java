package io.sessionservice.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Where a test's or the demo's database is, given to the service as a bean. */
public record DatabaseDetails(String getJdbcUrl, String getUsername, String getPassword)
        implements JdbcConnectionDetails {

    private static final String SUPERUSER = "postgres";

    public static DatabaseDetails of(EmbeddedPostgres postgres) {
        return new DatabaseDetails(postgres.getJdbcUrl(SUPERUSER, "postgres"), SUPERUSER, SUPERUSER);
    }
}
