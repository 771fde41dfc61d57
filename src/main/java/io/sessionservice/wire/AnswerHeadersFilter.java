package io.sessionservice.wire;

import io.sessionservice.platform.ShutdownLinger;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Headers of every answer. Answers carry tokens, so no cache may keep one (OWASP ASVS 5.0, 14.3.2). On the way out, answers end
 * their connections: a client that reused one would find it closed, and the JS SDK takes that for success with nothing in it.
 */
class AnswerHeadersFilter extends HttpFilter {

    private final transient ShutdownLinger linger;

    AnswerHeadersFilter(ShutdownLinger linger) {
        this.linger = linger;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (linger.isLingering()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, HttpMethod.OPTIONS.matches(request.getMethod()) ? new Options(response) : response);
    }

    /** Spring names the formats of PATCH, which there is none of, by an empty header. */
    private static class Options extends HttpServletResponseWrapper {

        Options(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (!value.isEmpty()) {
                super.addHeader(name, value);
            }
        }
    }
}
