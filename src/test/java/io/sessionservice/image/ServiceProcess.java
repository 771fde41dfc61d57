package io.sessionservice.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The service from an extracted jar, in a process of its own, on ports that it picks. */
final class ServiceProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path log;
    private final Process process;

    private ServiceProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /** Starts it with these variables of the environment and no others but the path. */
    static ServiceProcess start(Path jar, Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile(jar.getParent(), "service", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m", "-jar", jar.toString());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ServiceProcess(
                log,
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    }

    /** Runs a command of a JDK, or a script that calls them, to its end; returns what it printed. */
    static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output;
    }

    static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    /** The public port and the one for management, once both are open. */
    List<Integer> awaitPorts() {
        Await.until(() -> !process.isAlive() || ports().size() == 2);
        if (!process.isAlive()) {
            throw new AssertionError("did not start: " + log());
        }
        return ports();
    }

    private List<Integer> ports() {
        return PORT.matcher(log())
                .results()
                .map(port -> Integer.valueOf(port.group(1)))
                .toList();
    }

    /** The status that it ends with by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("runs on");
        }
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
