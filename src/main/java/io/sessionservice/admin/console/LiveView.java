package io.sessionservice.admin.console;

import io.sessionservice.admin.console.MeterSample.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the samples say: rates over the last minute, or as much of it as there is. */
final class LiveView {

    private static final int STEPS_OF_A_MINUTE = 12;

    private final List<MeterSample> samples;

    LiveView(List<MeterSample> samples) {
        this.samples = samples;
    }

    /** A reason for which requests were refused. */
    record Refusals(String reason, String perSecond, long total) {}

    /** Whether there are two samples, without which nothing has a rate. */
    public boolean isReady() {
        return samples.size() > 1;
    }

    public String created() {
        return rate(MeterSample::created);
    }

    public String reads() {
        return rate(sample -> sample.answers("GET").count());
    }

    public String refused() {
        return rate(LiveView::refused);
    }

    public Sparkline createdLine() {
        return line(MeterSample::created);
    }

    public Sparkline readsLine() {
        return line(sample -> sample.answers("GET").count());
    }

    public Sparkline refusedLine() {
        return line(LiveView::refused);
    }

    /** Reasons that came up since the start, those of the last minute first. */
    public List<Refusals> refusals() {
        return isReady()
                ? samples.getLast().refusals().entrySet().stream()
                        .filter(counted -> counted.getValue() > 0)
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .map(counted -> new Refusals(
                                counted.getKey().replace('_', ' '),
                                rate(sample -> sample.refusals().getOrDefault(counted.getKey(), 0.0)),
                                counted.getValue().longValue()))
                        .toList()
                : List.of();
    }

    public String rateOf(String method) {
        return rate(sample -> sample.answers(method).count());
    }

    /** The bucket that holds the 99th percentile of the last minute's answers. */
    public String p99(String method) {
        if (!isReady()) {
            return "–";
        }
        Answers now = samples.getLast().answers(method);
        Answers then = minuteAgo().answers(method);
        double answered = now.count() - then.count();
        if (answered <= 0) {
            return "–";
        }
        return now.within().entrySet().stream()
                .filter(bucket ->
                        bucket.getValue() - then.within().getOrDefault(bucket.getKey(), 0.0) >= 0.99 * answered)
                .map(Map.Entry::getKey)
                .min(Double::compare)
                .map(bound -> "≤ " + Math.round(bound) + " ms")
                .orElse("> 1 s");
    }

    private static double refused(MeterSample sample) {
        return sample.refusals().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private MeterSample minuteAgo() {
        return samples.get(Math.max(0, samples.size() - 1 - STEPS_OF_A_MINUTE));
    }

    private String rate(ToDoubleFunction<MeterSample> counter) {
        return isReady() ? shown(perSecond(minuteAgo(), samples.getLast(), counter)) : "–";
    }

    private static double perSecond(MeterSample from, MeterSample to, ToDoubleFunction<MeterSample> counter) {
        double seconds = Duration.between(from.at(), to.at()).toNanos() / 1e9;
        return seconds <= 0 ? 0 : Math.max(0, counter.applyAsDouble(to) - counter.applyAsDouble(from)) / seconds;
    }

    private Sparkline line(ToDoubleFunction<MeterSample> counter) {
        return new Sparkline(IntStream.range(1, samples.size())
                .mapToObj(i -> perSecond(samples.get(i - 1), samples.get(i), counter))
                .toList());
    }

    static String shown(double rate) {
        return String.format(Locale.ROOT, rate >= 100 ? "%,.0f" : rate >= 10 ? "%.1f" : "%.2f", rate);
    }

    /** A small line chart of rates, as the points of an SVG of 120 by 28. */
    record Sparkline(List<Double> rates) {

        private static final int WIDTH = 120;
        private static final int HEIGHT = 28;
        private static final int STEPS = 60;

        public @Nullable String points() {
            double most = most();
            return rates.isEmpty()
                    ? null
                    : IntStream.range(0, rates.size())
                            .mapToObj(i -> String.format(
                                    Locale.ROOT,
                                    "%.1f,%.1f",
                                    WIDTH - (rates.size() - 1 - i) * (double) WIDTH / (STEPS - 1),
                                    HEIGHT - 1 - (most == 0 ? 0 : rates.get(i) / most * (HEIGHT - 2))))
                            .collect(Collectors.joining(" "));
        }

        public String highest() {
            return shown(most());
        }

        private double most() {
            return rates.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }
}
