package io.sessionservice.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * The bound on requests that are worked on at once. A request takes its place when it has been read in full, so that slow senders
 * hold none; and beyond the bound it is refused at once rather than made to wait.
 */
@Component
class Admission {

    private static final String ATTRIBUTE = Admission.class.getName();

    private final Semaphore places;
    private final Counter refusals;

    Admission(AdmissionProperties properties, MeterRegistry meters) {
        places = new Semaphore(properties.maxRunning());
        refusals = meters.counter("sessions.admission.refusals");
        Gauge.builder("sessions.admission.running", places, free -> properties.maxRunning() - free.availablePermits())
                .register(meters);
    }

    /** Whether a request would be refused now, for those who can refuse it more cheaply. */
    boolean isFull() {
        if (places.availablePermits() > 0) {
            return false;
        }
        refusals.increment();
        return true;
    }

    /** @throws RequestRefusedException when there is no place */
    void enter(HttpServletRequest request) {
        if (!places.tryAcquire()) {
            refusals.increment();
            throw new RequestRefusedException(RefusalReason.UNAVAILABLE);
        }
        request.setAttribute(ATTRIBUTE, true);
    }

    /** Gives back the place, if the request has one. */
    void leave(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            request.removeAttribute(ATTRIBUTE);
            places.release();
        }
    }
}
