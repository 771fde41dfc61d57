package io.sessionservice.wire;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The bound on requests that are worked on at once. A request takes its place when it has been read in full, so that slow senders
 * hold none; and beyond the bound it is refused at once rather than made to wait.
 *
 * <p>An application may hold three times as many places as are free, so three quarters when it is alone and less the more there
 * are: one that floods us leaves room for the others (dynamic thresholds, Choudhury and Hahne 1998).
 */
@Component
class Admission {

    private static final String ATTRIBUTE = Admission.class.getName();

    /** The attribute's value for a request of no application. */
    private static final String NOBODY = "";

    private static final int SHARE = 3;

    private final Semaphore places;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();
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
        enter(request, null);
    }

    /**
     * @param application which the request says that it is from; null when it does not say
     * @throws RequestRefusedException when there is no place, or the application has too many already
     */
    void enter(HttpServletRequest request, @Nullable String application) {
        String holder = application == null ? NOBODY : application;
        if (!places.tryAcquire()) {
            throw refusal();
        }
        if (!holder.equals(NOBODY) && held.merge(holder, 1, Integer::sum) > SHARE * (places.availablePermits() + 1)) {
            giveBack(holder);
            throw refusal();
        }
        request.setAttribute(ATTRIBUTE, holder);
    }

    /** Gives back the place, if the request has one. */
    void leave(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String holder) {
            request.removeAttribute(ATTRIBUTE);
            giveBack(holder);
        }
    }

    private void giveBack(String holder) {
        if (!holder.equals(NOBODY)) {
            held.computeIfPresent(holder, (name, count) -> count == 1 ? null : count - 1);
        }
        places.release();
    }

    private RequestRefusedException refusal() {
        refusals.increment();
        return new RequestRefusedException(RefusalReason.UNAVAILABLE);
    }
}
