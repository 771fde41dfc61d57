package io.sessionservice.admin.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.sessionservice.admin.console.MeterSample.Answers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Reads this replica's meters, which the request path keeps anyway. */
final class MeterSampler {

    private final MeterRegistry meters;

    MeterSampler(MeterRegistry meters) {
        this.meters = meters;
    }

    MeterSample read(Instant now) {
        Map<String, Double> refusals = new HashMap<>();
        for (Counter counter : meters.find("sessions.refusals").counters()) {
            refusals.put(String.valueOf(counter.getId().getTag("reason")), counter.count());
        }
        double created = meters.find("sessions.creations").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
        return new MeterSample(now, created, refusals, answers());
    }

    private Map<String, Answers> answers() {
        Map<String, Answers> answers = new HashMap<>();
        for (Timer timer : meters.find("http.server.requests").timers()) {
            if (String.valueOf(timer.getId().getTag("uri")).startsWith("/session")) {
                String method = Objects.requireNonNullElse(timer.getId().getTag("method"), "");
                answers.merge(method, answersOf(timer.takeSnapshot()), Answers::plus);
            }
        }
        return answers;
    }

    private static Answers answersOf(HistogramSnapshot snapshot) {
        Map<Double, Double> within = new TreeMap<>();
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            within.put(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count());
        }
        return new Answers(snapshot.count(), within);
    }
}
