package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Who may do what on the management port. The public port has no Spring Security in front of it: tokens are the wire's. */
@Configuration(proxyBeanMethods = false)
class ManagementSecurity {

    private static final String ADMIN = "ADMIN";

    @Bean
    SecurityFilterChain managementChain(HttpSecurity http, AdminProperties admin, PasswordEncoder encoder) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health/**", "/actuator/info", "/actuator/prometheus")
                        .permitAll()
                        .anyRequest()
                        .hasRole(ADMIN))
                .authenticationManager(administrators(admin, encoder))
                .httpBasic(basic -> basic.authenticationEntryPoint(ManagementSecurity::askForCredentials))
                .exceptionHandling(errors -> errors.accessDeniedHandler(ManagementSecurity::deny))
                // stateless and without cookies: there is nothing for another site's page to ride on
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    private static AuthenticationManager administrators(AdminProperties admin, PasswordEncoder encoder) {
        DaoAuthenticationProvider provider =
                new DaoAuthenticationProvider(new InMemoryUserDetailsManager(User.withUsername(admin.username())
                        .password(encoder.encode(admin.password()))
                        .roles(ADMIN)
                        .build()));
        provider.setPasswordEncoder(encoder);
        return new ProviderManager(provider);
    }

    private static void askForCredentials(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"session-service\", charset=\"UTF-8\"");
        answer(response, HttpServletResponse.SC_UNAUTHORIZED, "Unauthorized");
    }

    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        answer(response, HttpServletResponse.SC_FORBIDDEN, "Forbidden");
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(("{\"errors\":[\"" + text + "\"]}").getBytes(US_ASCII));
    }

    /** Spring Boot registers every filter bean on the public port; this one is for the management port only. */
    @Bean
    FilterRegistrationBean<Filter> notOnThePublicPort(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
        registration.setEnabled(false);
        return registration;
    }
}
