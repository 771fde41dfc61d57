package io.sessionservice.platform;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Brings the schema to this version and ends: {@code java -jar session-service.jar migrate}. For a step before the replicas
 * start, with a database role that owns the tables. Needs the database's settings and no others.
 */
public final class SchemaMigration {

    private SchemaMigration() {}

    /** Migrates; a failure is thrown, and so becomes the exit status. */
    public static void run(String[] args) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(DatabaseOnly.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.keep-alive=false")
                .run(args)) {
            // Flyway ran as the context started
            context.getId();
        }
    }

    // not a component: the scan for the service's own must not find it
    @Import(MigrationConnection.class)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    static final class DatabaseOnly {}
}
