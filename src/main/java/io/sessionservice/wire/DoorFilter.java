package io.sessionservice.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * Turns away, before anything is read or looked up, those who failed too often. Stands before every route; probes are let in
 * always.
 */
class DoorFilter extends HttpFilter {

    private final transient AddressLimits limits;

    DoorFilter(AddressLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Duration wait = isProbe(request.getRequestURI()) ? Duration.ZERO : limits.wait(request);
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        DoorAnswer.tooManyRequests(request, response, wait);
        // one connection may have sent many of these: between any two of them others have their turn at the processor
        Thread.yield();
    }

    private static boolean isProbe(String path) {
        return path.equals("/livez") || path.equals("/readyz");
    }
}
