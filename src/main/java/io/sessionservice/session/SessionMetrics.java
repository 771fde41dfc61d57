package io.sessionservice.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.signature.SignatureAlgorithm;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts what happens to sessions; refusals are counted at the door. */
@Component
class SessionMetrics {

    private final Counter applicationSessions;
    private final Counter userSessions;
    private final Counter upgrades;
    private final Counter downgrades;
    private final Counter revocations;
    private final Counter revocationsByApplication;
    private final Counter evictions;
    private final Counter touchesFailed;
    private final Map<SignatureAlgorithm, Counter> byCurrentSecret;
    private final Map<SignatureAlgorithm, Counter> byPreviousSecret;

    SessionMetrics(MeterRegistry meters) {
        applicationSessions = meters.counter("sessions.creations", "kind", "application");
        userSessions = meters.counter("sessions.creations", "kind", "user");
        upgrades = meters.counter("sessions.upgrades");
        downgrades = meters.counter("sessions.downgrades");
        revocations = meters.counter("sessions.revocations", "by", "client");
        revocationsByApplication = meters.counter("sessions.revocations", "by", "application");
        evictions = meters.counter("sessions.revocations", "by", "limit");
        touchesFailed = meters.counter("sessions.touch.failures");
        byCurrentSecret = signatures(meters, "current");
        byPreviousSecret = signatures(meters, "previous");
    }

    private static Map<SignatureAlgorithm, Counter> signatures(MeterRegistry meters, String secret) {
        Map<SignatureAlgorithm, Counter> counters = new EnumMap<>(SignatureAlgorithm.class);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            String name = algorithm.name().toLowerCase(Locale.ROOT);
            counters.put(algorithm, meters.counter("sessions.signatures", "algorithm", name, "secret", secret));
        }
        return counters;
    }

    /** Tells when no client needs SHA-1, or the secret before a rotation, any more. */
    void signatureAccepted(SignatureAlgorithm algorithm, boolean byCurrent) {
        Objects.requireNonNull((byCurrent ? byCurrentSecret : byPreviousSecret).get(algorithm))
                .increment();
    }

    void applicationSessionCreated() {
        applicationSessions.increment();
    }

    void userSessionCreated() {
        userSessions.increment();
    }

    void upgraded() {
        upgrades.increment();
    }

    void downgraded() {
        downgrades.increment();
    }

    void revoked() {
        revocations.increment();
    }

    void revokedByApplication() {
        revocationsByApplication.increment();
    }

    void evicted() {
        evictions.increment();
    }

    void touchFailed() {
        touchesFailed.increment();
    }
}
