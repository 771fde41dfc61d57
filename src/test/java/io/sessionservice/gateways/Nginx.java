package io.sessionservice.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The machine's nginx with a configuration of its own: one process, all its files in one folder, as whoever runs the tests. */
final class Nginx implements AutoCloseable {

    /** Where it is set, a machine without nginx is a failure. */
    private static final String REQUIRED = "SESSIONS_NGINX_REQUIRED";

    private static final String MAIN = """
            daemon off;
            master_process off;
            worker_processes 1;
            pid %1$s/pid;
            error_log %1$s/error.log warn;
            events { worker_connections 256; }
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
            %2$s
            }
            """;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Skips the test, saying why, where there is no nginx. */
    static Path require() {
        Optional<Path> binary = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (binary.isEmpty() && System.getenv(REQUIRED) != null) {
            throw new AssertionError(REQUIRED + " is set, and there is no nginx on the path");
        }
        Assumptions.assumeTrue(binary.isPresent(), "no nginx on the path: what it does with us is not tried");
        return binary.orElseThrow();
    }

    /**
     * Starts it.
     *
     * @param servers what stands within {@code http}, listening on port 80
     */
    static Nginx start(Path folder, String servers) {
        int port = freePort();
        Path config = folder.resolve("nginx.conf");
        Path output = folder.resolve("output.log");
        try {
            Files.writeString(
                    config, MAIN.formatted(folder, servers.replace("listen 80;", "listen 127.0.0.1:" + port + ";")));
            Process process = new ProcessBuilder(
                            require().toString(),
                            "-e",
                            folder.resolve("error.log").toString(),
                            "-c",
                            config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Await.until(() -> answers(port) || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("nginx does not start: " + Files.readString(output, UTF_8));
            }
            return new Nginx(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
