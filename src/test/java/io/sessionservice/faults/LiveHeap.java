package io.sessionservice.faults;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a replica holds on to: the heap's live objects after a full collection, and the memory of its process. */
record LiveHeap(long bytes, long residentBytes) {

    static LiveHeap of(ReplicaProcess replica) {
        String[] lines = Run.command(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "jcmd",
                        Long.toString(replica.pid()),
                        "GC.class_histogram")
                .strip()
                .split("\n");
        return new LiveHeap(Long.parseLong(lines[lines.length - 1].strip().split("\\s+")[2]), resident(replica));
    }

    private static long resident(ReplicaProcess replica) {
        try {
            return Files.readAllLines(Path.of("/proc/" + replica.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Judges the growth since {@code before}: what stays is bounded caches, and no more than 16 MiB of them. */
    void checkFlat(Finding finding, LiveHeap before) {
        finding.check(
                "live heap %.1f MiB, before %.1f (resident %.0f MiB, before %.0f)"
                        .formatted(mib(bytes), mib(before.bytes), mib(residentBytes), mib(before.residentBytes)),
                bytes - before.bytes <= 16L << 20);
    }

    private static double mib(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
