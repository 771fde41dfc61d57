package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts failed logins, and answers 429 before credentials are looked at when there were too many. */
final class LoginThrottleFilter extends OncePerRequestFilter {

    private static final String BASIC = "Basic ";

    private final LoginThrottle throttle;
    private final AuditTrail audit;

    LoginThrottleFilter(LoginThrottle throttle, AuditTrail audit) {
        this.throttle = throttle;
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Duration> wait = throttle.wait(request.getRemoteAddr(), name(request));
        if (wait.isPresent()) {
            audit.recordSoon(AuditEntry.of(AuditType.EXCESS_RATE_LIMIT_EXCEEDED, "unknown")
                    .from(request.getRemoteAddr())
                    .detail("management login"));
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.get().toSeconds() + 1));
            ManagementAnswers.write(request, response, HttpStatus.TOO_MANY_REQUESTS, "Too many failed logins");
            return;
        }
        chain.doFilter(request, response);
        if (isLoggedIn()) {
            throttle.succeeded(request.getRemoteAddr());
        }
    }

    /** By these credentials: on a route that is open to everyone, any would do. */
    private static boolean isLoggedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }

    /** Told by the chain when nobody is let in. A request without any credentials is no guess. */
    void failed(HttpServletRequest request, AuthenticationException failure) {
        if (failure instanceof InsufficientAuthenticationException) {
            return;
        }
        throttle.failed(request.getRemoteAddr(), name(request));
        // not the name that was tried: people type passwords there
        audit.recordSoon(AuditEntry.of(AuditType.AUTHN_LOGIN_FAIL, "unknown")
                .from(request.getRemoteAddr())
                .detail("management"));
    }

    /** The name that is tried; every bearer token counts as the same one. */
    private static String name(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return "";
        }
        try {
            String credentials = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).trim()), UTF_8);
            return credentials.substring(0, Math.max(0, credentials.indexOf(':')));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
