package io.sessionservice.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The bound on requests that are worked on at once. A request takes its place when it has been read in full, so that slow senders
 * hold none. Beyond the bound it waits a moment: clients that are refused at once come again at once, and refusing them over and over
 * takes the processor from those who could be served.
 */
@Component
class Admission {

    private static final String ATTRIBUTE = Admission.class.getName();

    private final Places places;
    private final Duration longestWait;
    private final Counter refusals;

    Admission(AdmissionProperties properties, MeterRegistry meters) {
        places = new Places(properties.maxRunning());
        longestWait = properties.maxWait();
        refusals = meters.counter("sessions.admission.refusals");
        Gauge.builder("sessions.admission.running", places, Places::taken).register(meters);
    }

    /** @throws RequestRefusedException when there was no place in time */
    void enter(HttpServletRequest request) {
        enter(request, null);
    }

    /**
     * @param application which the request says that it is from; null when it does not say
     * @throws RequestRefusedException when there was no place in time, or the application had its share all the while
     */
    void enter(HttpServletRequest request, @Nullable String application) {
        String holder = application == null ? Places.NOBODY : application;
        if (!places.take(holder, longestWait)) {
            refusals.increment();
            throw new RequestRefusedException(RefusalReason.UNAVAILABLE);
        }
        request.setAttribute(ATTRIBUTE, holder);
    }

    /** Gives back the place, if the request has one. */
    void leave(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String holder) {
            request.removeAttribute(ATTRIBUTE);
            places.leave(holder);
        }
    }
}
