package io.sessionservice.platform;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes batchers that are metered, and traced where there is a tracer. */
@Component
public class Batchers {

    private final MeterRegistry meters;
    private final @Nullable Tracer tracer;

    Batchers(MeterRegistry meters, ObjectProvider<Tracer> tracer) {
        this.meters = meters;
        this.tracer = tracer.getIfAvailable();
    }

    /**
     * A batcher whose batch sizes and queue are metered as {@code sessions.batch.size} and {@code sessions.batch.queued}.
     *
     * @param work answers many questions at once, in their order; one call is one statement, atomic, so that what has failed
     *     can be asked again one by one
     */
    public <Q, A extends @Nullable Object> Batcher<Q, A> make(
            String name, BatchLimits limits, Function<List<Q>, List<A>> work) {
        return make(name, limits, question -> Batchers.class, work);
    }

    /**
     * As {@link #make(String, BatchLimits, Function)}, and fair to the owners of questions: one who asks much does not keep
     * the others waiting.
     *
     * @param key whose question it is
     */
    public <Q, A extends @Nullable Object> Batcher<Q, A> make(
            String name, BatchLimits limits, Function<Q, Object> key, Function<List<Q>, List<A>> work) {
        DistributionSummary sizes = DistributionSummary.builder("sessions.batch.size")
                .tag("batch", name)
                .register(meters);
        Batcher<Q, A> batcher = new Batcher<>(limits, key, work, sizes::record, new BatchSpans(name, tracer));
        Gauge.builder("sessions.batch.queued", batcher, Batcher::queued)
                .tag("batch", name)
                .register(meters);
        return batcher;
    }
}
