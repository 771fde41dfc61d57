package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Turns away, before anything is read or looked up, what would be refused anyway: overload, and those who failed too often. */
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
        if (admission.isFull()) {
            answer(response, HttpStatus.SERVICE_UNAVAILABLE, Duration.ZERO, "Service is unavailable");
            return;
        }
        Duration wait = limits.wait(request);
        if (!wait.isZero()) {
            answer(response, HttpStatus.TOO_MANY_REQUESTS, wait, "Too many requests");
            return;
        }
        chain.doFilter(request, response);
    }

    private static void answer(HttpServletResponse response, HttpStatus status, Duration wait, String text)
            throws IOException {
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, WireHeaders.retryAfter(wait));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(("{\"errors\":[\"" + text + "\"]}").getBytes(UTF_8));
    }
}
