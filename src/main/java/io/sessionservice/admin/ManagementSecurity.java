package io.sessionservice.admin;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.LimitsProperties;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/** Who may do what on the management port. The public port has no Spring Security in front of it: tokens are the wire's. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ManagementSecurity {

    static final String ADMIN = "ADMIN";

    private static final String BASIC = "Basic realm=\"session-service\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"session-service\"";

    /**
     * For the console's pages, and of no harm to JSON. The referrer goes to our own pages, for without one browsers say
     * {@code Origin: null} when they post a form, which the cross-site filter refuses.
     */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final AdminProperties admin;
    private final AuditTrail audit;
    private final LoginThrottleFilter throttle;

    ManagementSecurity(AdminProperties admin, LimitsProperties all, AuditTrail audit, Clock clock) {
        this.admin = admin;
        this.audit = audit;
        this.throttle = new LoginThrottleFilter(new LoginThrottle(admin.limits().unlessLifted(all), clock), audit);
    }

    @Bean
    SecurityFilterChain managementChain(HttpSecurity http) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health/**", "/actuator/info", "/actuator/prometheus", "/console/assets/**")
                        .permitAll()
                        .anyRequest()
                        .hasRole(ADMIN))
                .addFilterBefore(new IssuerOutageFilter(), LogoutFilter.class)
                .addFilterBefore(new CrossSiteFilter(), LogoutFilter.class)
                .addFilterBefore(throttle, LogoutFilter.class)
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(this::askForCredentials).accessDeniedHandler(this::deny))
                .headers(headers -> headers.contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
                        .referrerPolicy(
                                referrer -> referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.SAME_ORIGIN)))
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                // stateless and without cookies; what browsers add by themselves the cross-site filter stops
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable);
        URI issuer = admin.jwt().issuerUri();
        return (issuer == null ? byName(http) : byToken(http, issuer)).build();
    }

    private HttpSecurity byName(HttpSecurity http) {
        return http.authenticationManager(new ProviderManager(new AdministratorLogin(
                        Objects.requireNonNull(admin.username()), Objects.requireNonNull(admin.password()))))
                .httpBasic(basic -> basic.authenticationEntryPoint(this::askForCredentials));
    }

    private HttpSecurity byToken(HttpSecurity http, URI issuer) {
        AdminTokens tokens = new AdminTokens(admin.jwt());
        return http.oauth2ResourceServer(server -> server.authenticationEntryPoint(this::askForCredentials)
                .accessDeniedHandler(this::deny)
                .jwt(jwt -> jwt.decoder(tokens.decoder(issuer)).jwtAuthenticationConverter(tokens.converter())));
    }

    private void askForCredentials(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        throttle.failed(request, failure);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, admin.jwt().issuerUri() == null ? BASIC : BEARER);
        ManagementAnswers.write(request, response, HttpStatus.UNAUTHORIZED, "Unauthorized");
    }

    /** Somebody who is known, but no operator. */
    private void deny(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
            throws IOException {
        String name = Objects.toString(request.getRemoteUser(), "unknown");
        audit.recordSoon(AuditEntry.of(AuditType.AUTHZ_FAIL, name)
                .from(request.getRemoteAddr())
                .detail("management"));
        ManagementAnswers.write(request, response, HttpStatus.FORBIDDEN, "Forbidden");
    }

    /** Spring Boot registers every filter bean on the public port; this one is for the management port only. */
    @Bean
    FilterRegistrationBean<Filter> notOnThePublicPort(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
        registration.setEnabled(false);
        return registration;
    }
}
