package io.sessionservice.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.web.filter.OncePerRequestFilter;

/** With the issuer of tokens away nobody can be let in, and nobody is told that the token is wrong. */
final class IssuerOutageFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(IssuerOutageFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (AuthenticationServiceException | JwtDecoderInitializationException e) {
            log.warn("The issuer of operators' tokens does not answer: {}", e.getMessage());
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            ManagementAnswers.write(
                    request, response, HttpStatus.SERVICE_UNAVAILABLE, "Issuer of tokens is unavailable");
        }
    }
}
