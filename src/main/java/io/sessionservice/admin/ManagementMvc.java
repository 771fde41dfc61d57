package io.sessionservice.admin;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What only the management port's context has. Not annotated, for the application's scan would find it and give the beans to the
 * public port too: Spring Boot reads its name from {@code META-INF/spring/…ManagementContextConfiguration.imports}.
 */
public class ManagementMvc {

    @Bean
    AdminErrorHandler adminErrorHandler() {
        return new AdminErrorHandler();
    }

    @Bean
    WebMvcConfigurer adminArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new AdminBodyResolver());
                resolvers.add(new OperatorResolver());
            }
        };
    }

    @Bean
    ManagementApiPage managementApiPage() {
        return new ManagementApiPage();
    }
}
