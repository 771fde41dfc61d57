package io.sessionservice.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What clients were answered, and when. */
final class Tally {

    /** An answer without its body, which is kept only where it is not what a client may meet. */
    record Entry(int port, int status, boolean comeAgain, long startNanos, long endNanos, String body) {

        Duration latency() {
            return Duration.ofNanos(endNanos - startNanos);
        }

        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger good = new AtomicInteger();
    private final AtomicInteger comeAgain = new AtomicInteger();

    void note(int port, Answer answer, long start, long end) {
        boolean expected = answer.status() / 100 == 2 || answer.isComeAgain();
        Entry entry = new Entry(port, answer.status(), answer.isComeAgain(), start, end, expected ? "" : answer.body());
        entries.add(entry);
        all.incrementAndGet();
        if (entry.isGood()) {
            good.incrementAndGet();
        } else if (entry.comeAgain()) {
            comeAgain.incrementAndGet();
        }
    }

    int good() {
        return good.get();
    }

    int comeAgain() {
        return comeAgain.get();
    }

    int size() {
        return all.get();
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    long count(Predicate<Entry> which) {
        return entries.stream().filter(which).count();
    }

    /** All that is neither a success nor an honest "not now". */
    List<Entry> surprises() {
        return entries.stream()
                .filter(entry -> !entry.isGood() && !entry.comeAgain())
                .toList();
    }

    Duration longest() {
        return entries.stream().map(Entry::latency).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The latency that this share of the good answers did not exceed. */
    Duration quantile(double share) {
        List<Duration> sorted = entries.stream()
                .filter(Entry::isGood)
                .map(Entry::latency)
                .sorted()
                .toList();
        return sorted.isEmpty()
                ? Duration.ZERO
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }

    /** How often each status was answered; 0 is no answer. */
    Map<Integer, Long> statuses() {
        Map<Integer, Long> statuses = new TreeMap<>();
        entries.forEach(entry -> statuses.merge(entry.status(), 1L, Long::sum));
        return statuses;
    }
}
