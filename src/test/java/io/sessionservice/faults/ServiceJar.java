package io.sessionservice.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A jar of the service, laid out and started as the image does it: extracted, with an ahead-of-time cache. */
record ServiceJar(Path jar, List<String> cache) {

    private static final class Built {
        static final ServiceJar CURRENT =
                of(Path.of(System.getProperty("faults.jar", "target/session-service.jar")), "current");
    }

    /** The jar of this build. */
    static ServiceJar current() {
        return Built.CURRENT;
    }

    static ServiceJar of(Path jar, String name) {
        Path folder = Path.of("target/faults", name).toAbsolutePath();
        Path extracted = folder.resolve(jar.getFileName());
        Path cache = folder.resolve("service.aot");
        deleteAll(folder);
        Run.command(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString());
        Run.command(
                java(),
                "-XX:+UseCompactObjectHeaders",
                "-XX:AOTCacheOutput=" + cache,
                "-Xlog:aot=error",
                "-Xlog:cds=error",
                "-Dspring.context.exit=onRefresh",
                "-jar",
                extracted.toString(),
                "--spring.config.additional-location=file:"
                        + Path.of("docker/training.yaml").toAbsolutePath());
        return new ServiceJar(extracted, List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + cache));
    }

    /** The command that starts it, with a small heap, for there are many of them. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(cache);
        command.addAll(List.of("-Xms64m", "-Xmx192m", "-XX:-UsePerfData", "-jar", jar.toString()));
        return command;
    }

    static String java() {
        return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    }

    private static void deleteAll(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
