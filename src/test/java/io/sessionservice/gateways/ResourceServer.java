package io.sessionservice.gateways;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Somebody's service, with Spring Boot's own configuration of a resource server and the settings of {@code docs/oauth2.md}. Its
 * {@code /orders} are for users, everything else is for whoever has a live token.
 */
final class ResourceServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        ServletWebSecurityAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class,
        OAuth2ResourceServerAutoConfiguration.class
    })
    static class Shop {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/orders")
                            .hasAuthority("SCOPE_user")
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.opaqueToken(withDefaults()))
                    .build();
        }

        /** No annotated controller, which the service's own scan would find among the tests. */
        @Bean
        RouterFunction<ServerResponse> whoever() {
            return RouterFunctions.route(RequestPredicates.all(), Shop::answer);
        }

        private static ServerResponse answer(ServerRequest request) {
            BearerTokenAuthentication caller =
                    (BearerTokenAuthentication) request.principal().orElseThrow();
            return ServerResponse.ok()
                    .body(Map.of(
                            "name", caller.getName(),
                            "authorities", authorities(caller),
                            "attributes", caller.getTokenAttributes().toString()));
        }

        private static String authorities(Authentication caller) {
            return caller.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .toList()
                    .toString();
        }
    }

    /** @param settings {@code name=value} */
    ResourceServer(String... settings) {
        context = new SpringApplicationBuilder(Shop.class)
                .properties("spring.config.name=none", "server.port=0", "spring.jmx.enabled=false")
                .properties(settings)
                .run();
    }

    String url() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    @Override
    public void close() {
        context.close();
    }
}
