package io.sessionservice.faults;

import java.util.List;

/** Whether two kinds of answers differ in their mean time, by Welch's t. */
record Welch(int first, int second, double firstMillis, double secondMillis, double t) {

    /** Below this, a difference that is seen is taken for chance, as in tests of cryptographic hardware (ISO/IEC 17825). */
    static final double LEAST = 4.5;

    private record Sample(int count, double mean, double variance) {

        static Sample of(List<Double> values) {
            double mean =
                    values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            double squares = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            return new Sample(values.size(), mean, squares / Math.max(1, values.size() - 1));
        }

        double error() {
            return variance / count;
        }
    }

    static Welch of(List<Double> firstMillis, List<Double> secondMillis) {
        Sample first = Sample.of(firstMillis);
        Sample second = Sample.of(secondMillis);
        double t = (first.mean() - second.mean()) / Math.sqrt(first.error() + second.error());
        return new Welch(first.count(), second.count(), first.mean(), second.mean(), t);
    }

    boolean tellsApart() {
        return !(Math.abs(t) < LEAST);
    }

    String figure(String what) {
        return "%s: t = %.2f (%,d answers of %.3f ms and %,d of %.3f ms in the mean)"
                .formatted(what, t, first, firstMillis, second, secondMillis);
    }
}
