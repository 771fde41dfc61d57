package io.sessionservice.faults;

import io.sessionservice.image.TrainingRun;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A jar of the service, laid out and started as the image does it: extracted, its context generated, with an ahead-of-time cache. */
record ServiceJar(Path jar, List<String> cache) {

    /** As the Dockerfile has them (docs/adr/0077). */
    private static final List<String> OF_THE_IMAGE = List.of(
            "-XX:MaxMetaspaceSize=144m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:SweeperThreshold=100",
            "-XX:TrimNativeHeapInterval=10000");

    private static final class Built {
        static final ServiceJar CURRENT =
                of(Path.of(System.getProperty("faults.jar", "target/session-service.jar")), "current", true);
    }

    /** The jar of this build. */
    static ServiceJar current() {
        return Built.CURRENT;
    }

    /** A jar of another build, which starts from no generated context. */
    static ServiceJar of(Path jar, String name) {
        return of(jar, name, false);
    }

    private static ServiceJar of(Path jar, String name, boolean generated) {
        Path folder = Path.of("target/faults", name + "-" + digest(jar)).toAbsolutePath();
        Path extracted = folder.resolve(jar.getFileName());
        Path cache = folder.resolve("service.aot");
        if (!Files.exists(cache)) {
            deleteAll(folder);
            layOut(jar, folder, extracted, cache, generated);
        }
        return new ServiceJar(extracted, List.of("-XX:+UseCompactObjectHeaders", "-XX:AOTCache=" + cache));
    }

    private static void layOut(Path jar, Path folder, Path extracted, Path cache, boolean generated) {
        Run.command(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", folder.toString());
        if (generated) {
            Run.command(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    "docker/generate-context.sh",
                    extracted.toString(),
                    folder.resolve("lib").toString());
        }
        try {
            TrainingRun.fill(extracted, cache);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** So that a second run on the same jar need not make the cache again, which takes longer than many a trial. */
    private static String digest(Path jar) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiled in haste, which halves a start's work: where it does not matter how fast requests are served. */
    ServiceJar quickToStart() {
        return new ServiceJar(
                jar,
                Stream.concat(cache.stream(), Stream.of("-XX:TieredStopAtLevel=1"))
                        .toList());
    }

    /** The command that starts it, with the heap and the collector that a container of 384 MiB would have. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(cache);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms96m", "-Xmx160m", "-XX:-UsePerfData"));
        command.addAll(OF_THE_IMAGE);
        command.addAll(List.of("-jar", jar.toString()));
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
