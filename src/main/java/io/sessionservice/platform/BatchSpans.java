package io.sessionservice.platform;

import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A span for each statement that a batcher runs, and none for each question: a span of its own for every request that shares a
 * statement would claim work that was done once. It stands in the trace of the first request that is traced, and links to the
 * others'.
 */
final class BatchSpans {

    /** Where nothing is traced. */
    static final BatchSpans NONE = new BatchSpans("", null);

    private final String name;
    private final @Nullable Tracer tracer;

    BatchSpans(String name, @Nullable Tracer tracer) {
        this.name = name;
        this.tracer = tracer;
    }

    /** The span of the caller's request, or null when it is not sampled. */
    @Nullable
    Span asking() {
        Span current = tracer == null ? null : tracer.currentSpan();
        return current != null && Boolean.TRUE.equals(current.context().sampled()) ? current : null;
    }

    /** A span to be ended, which does nothing when no request of this batch is traced. It tells of no question but their number. */
    Span start(List<? extends BatchedCall<?, ?>> batch) {
        if (tracer == null) {
            return Span.NOOP;
        }
        List<Span> requests = batch.stream()
                .map(BatchedCall::request)
                .filter(Objects::nonNull)
                .toList();
        if (requests.isEmpty()) {
            return Span.NOOP;
        }
        Span.Builder span = tracer.spanBuilder()
                .name("batch " + name)
                .kind(Span.Kind.CLIENT)
                .setParent(requests.getFirst().context())
                .tag("db.system.name", "postgresql")
                .tag("batch.name", name)
                .tag("batch.size", batch.size());
        requests.stream().skip(1).map(Link::new).forEach(span::addLink);
        return span.start();
    }
}
