package io.sessionservice.identity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts logins by identity provider. Providers have no series of their own: there is no end to them. */
@Component
class IdentityMetrics {

    enum Outcome {
        SUCCESS,
        REFUSED,
        UNAVAILABLE
    }

    private record Key(IdentityKind kind, Outcome outcome) {}

    private final Map<Key, Counter> logins = new HashMap<>();
    private final Counter unconfigured;

    IdentityMetrics(MeterRegistry meters) {
        for (IdentityKind kind : IdentityKind.values()) {
            for (Outcome outcome : Outcome.values()) {
                logins.put(new Key(kind, outcome), counter(meters, kind.name(), outcome));
            }
        }
        unconfigured = counter(meters, "UNCONFIGURED", Outcome.REFUSED);
    }

    private static Counter counter(MeterRegistry meters, String kind, Outcome outcome) {
        return meters.counter(
                "sessions.identity.logins",
                "kind",
                kind.toLowerCase(Locale.ROOT),
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT));
    }

    void count(IdentityKind kind, Outcome outcome) {
        Objects.requireNonNull(logins.get(new Key(kind, outcome))).increment();
    }

    void unconfigured() {
        unconfigured.increment();
    }
}
