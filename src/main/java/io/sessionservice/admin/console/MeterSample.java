package io.sessionservice.admin.console;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the counters showed at a moment.
 *
 * @param refusals by reason
 * @param answers by method, of the session routes
 */
record MeterSample(Instant at, double created, Map<String, Double> refusals, Map<String, Answers> answers) {

    /**
     * Answers of one method.
     *
     * @param within how many were given within so many milliseconds
     */
    record Answers(double count, Map<Double, Double> within) {

        static final Answers NONE = new Answers(0, Map.of());

        Answers plus(Answers other) {
            Map<Double, Double> both = new TreeMap<>(within);
            other.within.forEach((bound, count) -> both.merge(bound, count, Double::sum));
            return new Answers(count + other.count, both);
        }
    }

    Answers answers(String method) {
        return answers.getOrDefault(method, Answers.NONE);
    }
}
