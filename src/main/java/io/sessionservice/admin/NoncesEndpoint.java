package io.sessionservice.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.nonce.NonceBacklog;
import io.sessionservice.nonce.NonceInspection;
import java.time.Clock;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** What the replay guard holds. */
@Component
@Endpoint(id = "nonces")
class NoncesEndpoint {

    private final NonceInspection nonces;
    private final MeterRegistry meters;
    private final Clock clock;

    NoncesEndpoint(NonceInspection nonces, MeterRegistry meters, Clock clock) {
        this.nonces = nonces;
        this.meters = meters;
        this.clock = clock;
    }

    @ReadOperation
    NonceBacklogDescriptor backlog() {
        NonceBacklog backlog = nonces.backlog(clock.instant());
        // counted where refusals are answered
        Counter refused =
                meters.find("sessions.refusals").tag("reason", "nonce_replayed").counter();
        return new NonceBacklogDescriptor(
                backlog.remembered(), backlog.oldest(), refused == null ? 0 : (long) refused.count());
    }
}
