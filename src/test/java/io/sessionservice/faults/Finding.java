package io.sessionservice.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a trial did and saw. */
final class Finding {

    private final List<String> figures = new ArrayList<>();
    private String done = "";
    private boolean met = true;

    void did(String what, Object... arguments) {
        done = String.format(Locale.ROOT, what, arguments);
    }

    /** A figure that is told and judged by nobody. */
    void saw(String figure, Object... arguments) {
        figures.add(String.format(Locale.ROOT, figure, arguments));
    }

    /** A figure, and whether it is what was to be. */
    void check(String figure, boolean asWanted) {
        figures.add(figure);
        met &= asWanted;
    }

    void checkAtMost(String what, Duration figure, Duration most) {
        check(String.format(Locale.ROOT, "%s %.2f s", what, figure.toNanos() / 1e9), figure.compareTo(most) <= 0);
    }

    void checkNone(String what, List<?> found) {
        check(what + " " + found.size() + (found.isEmpty() ? "" : ", first " + found.getFirst()), found.isEmpty());
    }

    boolean isMet() {
        return met;
    }

    String done() {
        return done;
    }

    String figures() {
        return String.join("; ", figures);
    }
}
