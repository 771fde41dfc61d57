package io.sessionservice.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How docs/reliability.md is written. */
final class ReliabilityPage {

    /** Figures that say more than this say it in the test's output. */
    private static final int WIDEST_CELL = 700;

    private static final Comparator<String> BY_NUMBER = Comparator.comparing(
                    (String id) -> Integer.parseInt(id.replaceAll("\\D", "")))
            .thenComparing(Comparator.naturalOrder());

    private ReliabilityPage() {}

    static String row(String id, String title, Finding finding, String target, String met) {
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(id, title, cell(finding.done()), cell(finding.figures()), target, met);
    }

    static String of(Map<String, String> rows) {
        Map<String, String> sorted = new TreeMap<>(BY_NUMBER);
        sorted.putAll(rows);
        return """
                # Reliability

                What happens when things break, measured on the jar as it is shipped: several processes of it, and a PostgreSQL of
                their own (`fsync` and `synchronous_commit` on) that is killed, frozen, filled and cut off. Written by the run itself,
                `./mvnw verify -Pfaults`, and by nobody else. A row that misses its target fails that run and stays in the table;
                one that could not be tried says why.

                | | |
                |---|---|
                | when | %s |
                | commit | %s |
                | command | `./mvnw verify -Pfaults -Dfaults.scale=%s` |
                | machine | %s, %s processors for the service, PostgreSQL and the clients together, %.0f GiB |
                | Java | %s |

                | test | what happens | what was done | figures | target | met |
                |---|---|---|---|---|---|
                %s

                Of the same kind, and tried by every `./mvnw verify` in one process: `cluster/*IT` (PostgreSQL away, killed, frozen and
                read-only; the same nonce on two replicas; acts on one replica, seen on another; shutdown), `HostileRequestsIT` (what
                no client should send), `SecretsStayInsideIT` (planted secrets) and `MigrationIT` (every version's rows).
                F24, fuzzing, is no part of this run: `make fuzz` tries every parser for ten minutes in all, `make fuzz-sdk` holds
                100,000 random requests against the JavaScript SDK's own signatures.

                Replicas of the trials that judge no latency beside a quiet one are started with `-XX:TieredStopAtLevel=1`.
                Where good clients' latency beside an attack is judged, the attack and quiet alternate beforehand until the
                JVM's compilers take no more than a twentieth of a processor (two minutes at most): a replica that is attacked
                for the first time a minute after its start is slower for some seconds.
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        commit(),
                        Scale.TEXT,
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("java.runtime.version"),
                        sorted.values().stream().collect(Collectors.joining("\n")));
    }

    private static String commit() {
        try {
            String commit =
                    Run.command("git", "rev-parse", "--short=12", "HEAD").trim();
            boolean changed = !Run.command(
                            "git", "status", "--porcelain", "--", "src/main", "src/test", "pom.xml", "db")
                    .isBlank();
            return changed ? commit + " and changes on top of it" : commit;
        } catch (RuntimeException e) {
            return "unknown";
        }
    }

    private static String processor() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return system
                    + lines.filter(line -> line.startsWith("model name"))
                            .findFirst()
                            .map(line ->
                                    ", " + line.substring(line.indexOf(':') + 1).trim())
                            .orElse("");
        } catch (IOException e) {
            return system;
        }
    }

    private static double memory() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getTotalMemorySize() / (double) (1L << 30);
    }

    private static String cell(String text) {
        String line = text.replace('\n', ' ').replace("|", "\\|");
        return line.length() <= WIDEST_CELL ? line : line.substring(0, WIDEST_CELL) + "…";
    }
}
