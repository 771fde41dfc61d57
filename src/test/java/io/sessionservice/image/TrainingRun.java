package io.sessionservice.image;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Fills the ahead-of-time cache (JEP 483, 514, 515): starts a PostgreSQL and the service on it, has it serve what clients and
 * operators ask until its paths are compiled, and ends it; the JVM then writes down the classes it has loaded and what it has learnt of
 * them (docs/adr/0078).
 *
 * <p>The image's build compiles this, {@link TrainingClient} and {@code docker/FillCache.java}, which starts it, by themselves: they
 * use the JDK and the embedded PostgreSQL, and nothing of the project.
 */
public final class TrainingRun {

    private static final int PATIENCE_SECONDS = 180;

    private TrainingRun() {}

    /**
     * @param jar extracted, at the place where it will be started
     * @param cache to be written
     */
    public static void fill(Path jar, Path cache) throws Exception {
        Path log = Files.createTempFile("training", ".log");
        int port = freePort();
        int managementPort = freePort();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            ProcessBuilder builder = new ProcessBuilder(
                    java(),
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:AOTCacheOutput=" + cache,
                    "-Xlog:aot=error",
                    "-Xlog:cds=error",
                    "-jar",
                    jar.toString());
            builder.environment().putAll(settings(postgres, port, managementPort));
            Process service = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                TrainingClient client = new TrainingClient(port, managementPort);
                client.awaitReady(service::isAlive);
                client.serveAll();
                // the JVM writes the cache on its way out
                service.destroy();
                if (!service.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || !Files.exists(cache)) {
                    throw new IllegalStateException("no cache was written");
                }
            } catch (Exception e) {
                throw new IllegalStateException("training failed: " + Files.readString(log), e);
            } finally {
                service.destroyForcibly();
            }
        }
    }

    private static Map<String, String> settings(EmbeddedPostgres postgres, int port, int managementPort) {
        return Map.ofEntries(
                Map.entry("SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "postgres")),
                Map.entry("SPRING_DATASOURCE_USERNAME", "postgres"),
                Map.entry("SPRING_DATASOURCE_PASSWORD", "postgres"),
                Map.entry("SESSIONS_SEALING_KEYS", "training:dHJhaW5pbmctdHJhaW5pbmctdHJhaW5pbmctdHJhaW4="),
                Map.entry("SESSIONS_ADMIN_USERNAME", TrainingClient.ADMIN),
                Map.entry("SESSIONS_ADMIN_PASSWORD", TrainingClient.ADMIN_PASSWORD),
                Map.entry("SERVER_PORT", String.valueOf(port)),
                Map.entry("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort)),
                Map.entry("SESSIONS_SHUTDOWN_LINGER", "0s"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
