package io.sessionservice.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns away, before anything is read or looked up, those who failed too often, and slowly: a connection brings one request after
 * another, and gets no more answers a second than a pause before each allows. Stands before every route; probes are let in always.
 */
class DoorFilter extends HttpFilter {

    private final transient AddressLimits limits;
    private final long pauseNanos;

    DoorFilter(AddressLimits limits, Duration pause) {
        this.limits = limits;
        this.pauseNanos = pause.toNanos();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Duration wait = isProbe(request.getRequestURI()) ? Duration.ZERO : limits.wait(request);
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        // woken early, it is a shorter pause and no harm
        LockSupport.parkNanos(this, pauseNanos);
        DoorAnswer.tooManyRequests(request, response, wait);
    }

    private static boolean isProbe(String path) {
        return path.equals("/livez") || path.equals("/readyz");
    }
}
