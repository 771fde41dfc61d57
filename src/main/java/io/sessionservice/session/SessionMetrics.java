package io.sessionservice.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Counts what happens to sessions; refusals are counted at the door. */
@Component
class SessionMetrics {

    private final Counter applicationSessions;
    private final Counter userSessions;
    private final Counter upgrades;
    private final Counter downgrades;
    private final Counter touchesFailed;

    SessionMetrics(MeterRegistry meters) {
        applicationSessions = meters.counter("sessions.creations", "kind", "application");
        userSessions = meters.counter("sessions.creations", "kind", "user");
        upgrades = meters.counter("sessions.upgrades");
        downgrades = meters.counter("sessions.downgrades");
        touchesFailed = meters.counter("sessions.touch.failures");
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

    void touchFailed() {
        touchesFailed.increment();
    }
}
