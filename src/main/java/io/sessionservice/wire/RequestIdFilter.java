package io.sessionservice.wire;

import io.sessionservice.platform.RandomBytes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives what is logged for a request an id: the one that a proxy in front has given it, if it is sane, or else a new one. */
class RequestIdFilter extends HttpFilter {

    /** As the Elastic Common Schema calls it. */
    static final String KEY = "http.request.id";

    static final String HEADER = "X-Request-Id";

    private static final int MOST_CHARACTERS = 128;
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=-]+");

    /** Tells replicas apart, and their restarts. */
    private final String prefix;

    private final AtomicLong count = new AtomicLong();

    RequestIdFilter(RandomBytes random) {
        this.prefix = HexFormat.of().formatHex(random.next(6)) + "-";
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String given = request.getHeader(HEADER);
        MDC.put(KEY, isSane(given) ? given : prefix + count.incrementAndGet());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(KEY);
        }
    }

    private static boolean isSane(@Nullable String id) {
        return id != null && id.length() <= MOST_CHARACTERS && SANE.matcher(id).matches();
    }
}
