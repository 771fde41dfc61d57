package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSpansTests {

    private final List<SpanData> ended = new ArrayList<>();
    private final Tracer tracer = tracer(Sampler.alwaysOn());
    private final BatchSpans spans = new BatchSpans("reads", tracer);

    @Test
    void oneSpanStandsForAllWhoAsked() {
        Span first = tracer.nextSpan().start();
        Span second = tracer.nextSpan().start();

        spans.start(List.of(
                        new BatchedCall<>("a", null), new BatchedCall<>("b", first), new BatchedCall<>("c", second)))
                .end();

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("batch reads");
            assertThat(span.getAttributes().get(AttributeKey.longKey("batch.size")))
                    .isEqualTo(3);
            assertThat(span.getTraceId()).isEqualTo(first.context().traceId());
            assertThat(span.getParentSpanId()).isEqualTo(first.context().spanId());
            assertThat(span.getLinks())
                    .singleElement()
                    .extracting(link -> link.getSpanContext().getSpanId())
                    .isEqualTo(second.context().spanId());
        });
    }

    @Test
    void aBatchOfRequestsThatAreNotTracedHasNone() {
        Tracer never = tracer(Sampler.alwaysOff());
        Span request = never.nextSpan().start();
        try (Tracer.SpanInScope scope = never.withSpan(request)) {
            assertThat(new BatchSpans("reads", never).asking()).isNull();
        }
        assertThat(spans.start(List.of(new BatchedCall<>("a", null)))).isSameAs(Span.NOOP);
        assertThat(BatchSpans.NONE.asking()).isNull();
        assertThat(BatchSpans.NONE.start(List.of(new BatchedCall<>("a", request))))
                .isSameAs(Span.NOOP);
    }

    @Test
    void aFailureIsToldByItsKindAlone() {
        Batcher<String, String> batcher = new Batcher<>(
                new BatchLimits(1, 1, 1),
                questions -> {
                    throw new IllegalStateException("a value that PostgreSQL quotes");
                },
                size -> {},
                spans);
        Span request = tracer.nextSpan().start();
        try (Tracer.SpanInScope scope = tracer.withSpan(request)) {
            assertThatThrownBy(() -> batcher.ask("a")).isInstanceOf(BatchFailedException.class);
        }

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanId()).isEqualTo(request.context().spanId());
            assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo("java.lang.IllegalStateException");
            assertThat(span.toString()).doesNotContain("quotes");
        });
    }

    private Tracer tracer(Sampler sampler) {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(new SpanExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> batch) {
                        ended.addAll(batch);
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode flush() {
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode shutdown() {
                        return CompletableResultCode.ofSuccess();
                    }
                }))
                .build();
        return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
    }
}
