package io.sessionservice.faults;

import io.sessionservice.support.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A PostgreSQL whose process can be killed, frozen and started again on the same data and port; commits wait for the disk. */
final class PostgresProcess implements AutoCloseable {

    private final Path folder;
    private EmbeddedPostgres postgres;

    private PostgresProcess(Path folder) {
        this.folder = folder;
        this.postgres = run(Ports.free());
    }

    static PostgresProcess start() {
        try {
            return new PostgresProcess(Files.createTempDirectory("faults-postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its data in this folder. */
    static PostgresProcess startIn(Path folder) {
        return new PostgresProcess(folder);
    }

    private EmbeddedPostgres run(int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(folder.toFile())
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return postgres.getPort();
    }

    String url() {
        return url("postgres");
    }

    String url(String database) {
        return url(database, port());
    }

    /** Through another port, as that of a {@link io.sessionservice.support.Cable}. */
    static String url(String database, int port) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    String newDatabase(String name) {
        execute(url(), "CREATE DATABASE " + name);
        return url(name);
    }

    /** SIGKILL to all of it, as a crash of the machine would look to clients. */
    void kill() {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        try {
            // lets go of the lock on the folder
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it on the data and the port that it had, and returns when it accepts.
     *
     * @return when it first accepted a connection, as {@link System#nanoTime}
     */
    long restart() {
        int port = postgres.getPort();
        CompletableFuture<Long> accepted = CompletableFuture.supplyAsync(() -> firstConnection(url("postgres", port)));
        postgres = run(port);
        return accepted.join();
    }

    private static long firstConnection(String url) {
        Await.until(() -> {
            try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres")) {
                return connection.isValid(1);
            } catch (SQLException e) {
                return false;
            }
        });
        return System.nanoTime();
    }

    /** Makes it serve, whatever was done to it. */
    void heal() {
        if (Files.exists(pidFile()) && processes().stream().anyMatch(ProcessHandle::isAlive)) {
            thaw();
        } else {
            restart();
        }
    }

    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        // one of them may have ended by itself meanwhile
        String[] kill = {"sh", "-c", "kill \"$@\" 2>/dev/null; true", "sh", signal};
        Run.command(Stream.concat(Stream.of(kill), processes().stream().map(process -> Long.toString(process.pid())))
                .toArray(String[]::new));
    }

    /** The server's own first, so that it starts no more while it is dealt with. */
    private List<ProcessHandle> processes() {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().trim());
            return ProcessHandle.of(pid).stream()
                    .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pidFile() {
        return folder.resolve("data/postmaster.pid");
    }

    static void execute(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long number(String url, String query) {
        return Long.parseLong(text(url, query));
    }

    static String text(String url, String query) {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
