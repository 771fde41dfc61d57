package io.sessionservice.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A PostgreSQL that is a process, always, and can be frozen: its kernel still takes connections and bytes, and nobody answers. */
public final class PostgresProcess implements AutoCloseable {

    private final Path data;
    private final EmbeddedPostgres postgres;

    /** Starts one that keeps its data in a folder of its own below {@code folder}. */
    public PostgresProcess(Path folder) throws IOException {
        data = folder.resolve("postgres");
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(folder.toFile())
                .start();
    }

    public JdbcConnectionDetails details() {
        return DatabaseDetails.of(postgres);
    }

    /** Stops every process of it (SIGSTOP). */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            List<String> command = new ArrayList<>(List.of("kill", name));
            // the postmaster first, so that it starts no more of them
            Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .map(process -> Long.toString(process.pid()))
                    .forEach(command::add);
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        thaw();
        postgres.close();
    }
}
