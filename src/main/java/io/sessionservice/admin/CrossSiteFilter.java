package io.sessionservice.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what another site's page lets a browser send, which adds the operator's remembered Basic credentials by itself (OWASP
 * ASVS 5.0, 3.5.1). Browsers say where a request comes from in {@code Sec-Fetch-Site}, older ones in {@code Origin}; tools say
 * nothing and pass.
 */
final class CrossSiteFilter extends OncePerRequestFilter {

    /** From our own pages, or by the operator's own hand. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean foreign = site != null ? !OWN.contains(site) : origin != null && !isOwn(origin, request);
        if (foreign) {
            ManagementAnswers.write(request, response, HttpStatus.FORBIDDEN, "Cross-site request");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        @Nullable String host = request.getHeader(HttpHeaders.HOST);
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
