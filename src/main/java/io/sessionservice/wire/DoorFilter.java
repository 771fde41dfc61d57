package io.sessionservice.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * Turns away, before anything is read or looked up, what would be refused anyway: overload, and those who failed too often.
 * Stands before every route; probes are let in always.
 */
class DoorFilter extends HttpFilter {

    private final transient Admission admission;
    private final transient AddressLimits limits;

    DoorFilter(Admission admission, AddressLimits limits) {
        this.admission = admission;
        this.limits = limits;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isProbe(request.getRequestURI())) {
            chain.doFilter(request, response);
            return;
        }
        if (admission.isFull()) {
            DoorAnswer.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, Duration.ZERO);
            return;
        }
        Duration wait = limits.wait(request);
        if (!wait.isZero()) {
            DoorAnswer.write(request, response, HttpStatus.TOO_MANY_REQUESTS, wait);
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isProbe(String path) {
        return path.equals("/livez") || path.equals("/readyz");
    }
}
