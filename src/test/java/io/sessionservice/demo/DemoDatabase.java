package io.sessionservice.demo;

import io.sessionservice.support.DatabaseDetails;
import io.sessionservice.support.Docker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.testcontainers.containers.BindMode;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The demo's PostgreSQL: a container where Docker answers, else a process. Its data survive the run. */
@TestConfiguration(proxyBeanMethods = false)
class DemoDatabase {

    @Bean
    @ServiceConnection
    @Conditional(Docker.Answers.class)
    PostgreSQLContainer postgresContainer(@Value("${demo.data}") Path data) throws IOException {
        return new PostgreSQLContainer(Docker.POSTGRES)
                .withEnv("PGDATA", "/demo-data/postgres")
                .withFileSystemBind(directory(data, "container"), "/demo-data", BindMode.READ_WRITE);
    }

    @Bean
    @Conditional(Docker.IsSilent.class)
    EmbeddedPostgres embeddedPostgres(@Value("${demo.data}") Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory(data, "embedded"))
                .setCleanDataDirectory(false)
                .start();
    }

    @Bean
    @Conditional(Docker.IsSilent.class)
    JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
        return DatabaseDetails.of(postgres);
    }

    private static String directory(Path data, String name) throws IOException {
        return Files.createDirectories(data.resolve(name)).toAbsolutePath().toString();
    }
}
