package io.sessionservice.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Where an embedded PostgreSQL listens.
 *
 * @param jdbcUrl of one of its databases
 */
public record EmbeddedConnectionDetails(String jdbcUrl) implements JdbcConnectionDetails {

    private static final String SUPERUSER = "postgres";

    public static EmbeddedConnectionDetails of(EmbeddedPostgres postgres, String database) {
        return new EmbeddedConnectionDetails(postgres.getJdbcUrl(SUPERUSER, database));
    }

    @Override
    public String getJdbcUrl() {
        return jdbcUrl;
    }

    @Override
    public String getUsername() {
        return SUPERUSER;
    }

    @Override
    public String getPassword() {
        return SUPERUSER;
    }
}
