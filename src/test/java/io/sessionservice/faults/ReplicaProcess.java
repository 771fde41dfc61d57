package io.sessionservice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One replica of the service, as a process of its own on two free ports that it keeps over a restart. */
final class ReplicaProcess implements AutoCloseable {

    static final String ADMIN = "admin";
    static final String ADMIN_PASSWORD = "admin-password";

    /** Twenty of them may share two processors. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(4);

    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final Path log = Path.of("target/faults/replica-" + port + ".log");
    private ServiceJar jar;
    private List<String> settings;
    private Process process;

    private ReplicaProcess(ServiceJar jar, List<String> settings) {
        this.jar = jar;
        this.settings = settings;
    }

    /** Starts one and does not wait for it; settings are {@code name=value}, and the last of a name counts. */
    static ReplicaProcess launch(String jdbcUrl, String... settings) {
        return launch(ServiceJar.current().quickToStart(), jdbcUrl, settings);
    }

    /** Starts one that compiles as in production, for trials that judge times. */
    static ReplicaProcess launchCompiling(String jdbcUrl, String... settings) {
        return launch(ServiceJar.current(), jdbcUrl, settings);
    }

    static ReplicaProcess launch(ServiceJar jar, String jdbcUrl, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "spring.datasource.url=" + jdbcUrl,
                "spring.datasource.username=postgres",
                "spring.datasource.password=postgres",
                "sessions.sealing.keys=" + KEYS,
                "sessions.admin.username=" + ADMIN,
                "sessions.admin.password=" + ADMIN_PASSWORD,
                "sessions.limits.enabled=false"));
        all.addAll(List.of(settings));
        ReplicaProcess replica = new ReplicaProcess(jar, all);
        // of a former run
        replica.log.toFile().delete();
        replica.start();
        Runtime.getRuntime().addShutdownHook(new Thread(replica::close));
        return replica;
    }

    static final String KEYS = "k1:MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";

    ReplicaProcess awaitReady() {
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (!isReady()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("replica " + (process.isAlive() ? "is not ready: " : "ended: ") + tail());
            }
            LockSupport.parkNanos(20_000_000);
        }
        return this;
    }

    boolean isReady() {
        try (Connection connection = new Connection(port)) {
            return connection.send(WireRequest.get("/readyz", null)).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** As the kernel or an operator ends it: at once. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and does not wait. */
    void term() {
        process.destroy();
    }

    int awaitEnd() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it again on the same ports, with further settings. */
    void start(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        settings = all;
        List<String> command = jar.command();
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + managementPort);
        command.addAll(lastOfEach(all));
        try {
            Files.createDirectories(log.getParent());
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(ServiceJar other) {
        jar = other;
        start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    Path log() {
        return log;
    }

    /** Whether its log holds this text. */
    boolean logged(String text) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> lastOfEach(List<String> settings) {
        Map<String, String> byName = new LinkedHashMap<>();
        settings.forEach(setting -> byName.put(setting.split("=", 2)[0], "--" + setting));
        return List.copyOf(byName.values());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
