package io.sessionservice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The service as it was before its newest migration, built from the history. */
final class PreviousRelease {

    private static final Path FOLDER = Path.of("target/faults/previous").toAbsolutePath();

    private PreviousRelease() {}

    /** The commit before the one that brought the newest migration; empty where the history is not there. */
    static String commit() {
        try {
            return Run.command("git", "rev-parse", "--verify", "--quiet", brought(newestMigration()) + "^")
                    .trim();
        } catch (IllegalStateException e) {
            return "";
        }
    }

    static String newestMigration() {
        try (Stream<Path> files = Files.list(Path.of("db/migration"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .max(Comparator.comparingInt(PreviousRelease::version))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int version(String migration) {
        return Integer.parseInt(migration.substring(1, migration.indexOf("__")));
    }

    private static String brought(String migration) {
        return Run.command("git", "log", "-1", "--diff-filter=A", "--format=%H", "--", "db/migration/" + migration)
                .trim();
    }

    /** Its jar, built where it has not been. */
    static ServiceJar jar(String commit) {
        Path given = Path.of(System.getProperty("faults.previous-jar", "target/faults/none"));
        Path jar = Files.exists(given) ? given : FOLDER.resolve("target/session-service.jar");
        if (!Files.exists(jar)) {
            Run.command("git", "worktree", "prune");
            Run.command("git", "worktree", "add", "--force", "--detach", FOLDER.toString(), commit);
            Run.command(
                    FOLDER.resolve("mvnw").toString(),
                    "-B",
                    "-q",
                    "-f",
                    FOLDER.toString(),
                    "-Dmaven.test.skip=true",
                    "package");
        }
        return ServiceJar.of(jar, "previous-jar");
    }
}
