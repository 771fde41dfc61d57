package io.sessionservice.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;

/**
 * The table of what was tried and what came of it. It is written to target/reliability.md after each row, so that an interrupted
 * run leaves what it had, and to docs/reliability.md when every trial has run. A target that is missed stands in the table, and
 * fails the test.
 */
final class ReliabilityReport {

    private static final Path SO_FAR = Path.of("target/reliability.md");
    private static final Path PAGE = Path.of("docs/reliability.md");

    /** What a whole run tries; with one of them missing, docs/reliability.md is left as it is. */
    private static final Set<String> TRIALS = Set.of(
            "F1", "F2", "F3", "F5", "F6", "F7", "F9", "F10", "F11", "F12", "F13", "F15", "F17a", "F17b", "F18a", "F18b",
            "F19", "F20", "F21", "F22", "F23", "F26", "F28", "F28d", "F29", "F30");

    private static final Map<String, String> ROWS = new TreeMap<>();

    /** A test that fills in a {@link Finding}. */
    interface Trial {
        void run(Finding finding) throws Exception;
    }

    private ReliabilityReport() {}

    /**
     * Runs a trial and writes its row, however it ends.
     *
     * @param id as {@code F5}
     * @param target what is to hold, in words
     */
    static void measure(String id, String title, String target, Trial trial) {
        Finding finding = new Finding();
        try {
            trial.run(finding);
        } catch (TestAbortedException e) {
            write(id, title, target, finding, "not run: " + e.getMessage());
            throw e;
        } catch (Exception | AssertionError e) {
            finding.check("ended with " + e, false);
            write(id, title, target, finding, "**no**");
            throw new AssertionError(id + ": " + e.getMessage(), e);
        }
        write(id, title, target, finding, finding.isMet() ? "yes" : "**no**");
        if (!finding.isMet()) {
            throw new AssertionError(id + " misses its target: " + finding.figures());
        }
    }

    /** Leaves the test undone, visibly. */
    static void skipUnless(boolean possible, String reason) {
        Assumptions.assumeTrue(possible, reason);
    }

    private static synchronized void write(String id, String title, String target, Finding finding, String met) {
        ROWS.put(id, ReliabilityPage.row(id, title, finding, target, met));
        String page = ReliabilityPage.of(ROWS);
        try {
            Files.createDirectories(SO_FAR.getParent());
            Files.writeString(SO_FAR, page);
            if (ROWS.keySet().containsAll(TRIALS)) {
                Files.writeString(PAGE, page);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
