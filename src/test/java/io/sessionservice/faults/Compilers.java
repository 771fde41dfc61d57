package io.sessionservice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The compilers of a replica's JVM. While they have work they take most of a processor, of two, and whoever is measured beside them
 * is slow for a reason that has nothing to do with the attack.
 */
record Compilers(ReplicaProcess replica) {

    /** Of a processor: what they still take in a service that has been up for minutes. */
    private static final double QUIET = 0.05;

    private static final long TICK_MILLIS = 10;

    interface Act {
        void run() throws Exception;
    }

    /** Does this until they are quiet meanwhile, {@code most} times at most. */
    void untilQuiet(int most, Act act) throws Exception {
        double share = 1;
        for (int times = 0; times < most && share > QUIET; times++) {
            long begin = System.nanoTime();
            Duration before = used();
            act.run();
            share = (double) used().minus(before).toNanos() / (System.nanoTime() - begin);
        }
    }

    private Duration used() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + replica.pid() + "/task"))) {
            return Duration.ofMillis(
                    TICK_MILLIS * threads.mapToLong(Compilers::ticks).sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its fields (proc(5)), the name, which may hold anything, and the times in user and in system mode. */
    private static long ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (!stat.substring(0, end).contains("CompilerThre")) {
                return 0;
            }
            List<String> rest = List.of(stat.substring(end + 2).split(" "));
            return Long.parseLong(rest.get(11)) + Long.parseLong(rest.get(12));
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
