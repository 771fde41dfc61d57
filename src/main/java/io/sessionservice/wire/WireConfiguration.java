package io.sessionservice.wire;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** How the public port speaks HTTP. */
@Configuration(proxyBeanMethods = false)
class WireConfiguration implements WebMvcConfigurer {

    private final WireParametersResolver parametersResolver;
    private final SessionTokenResolver tokenResolver;

    WireConfiguration(WireParametersResolver parametersResolver, SessionTokenResolver tokenResolver) {
        this.parametersResolver = parametersResolver;
        this.tokenResolver = tokenResolver;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(parametersResolver);
        resolvers.add(tokenResolver);
    }

    /** Answers are JSON whatever {@code Accept} says: there is no 406. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }

    @Bean
    FilterRegistrationBean<NoStoreFilter> noStoreFilter() {
        FilterRegistrationBean<NoStoreFilter> registration = new FilterRegistrationBean<>(new NoStoreFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** A filter, so that refusals can be read by web pages too. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(WireProperties properties, JsonMapper json) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.cors().allowedOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "DELETE"));
        cors.setAllowedHeaders(List.of(
                WireHeaders.QB_TOKEN,
                "QB-OS",
                "QB-SDK",
                WireHeaders.CB_TOKEN,
                "CB-SDK",
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.AUTHORIZATION));
        cors.setExposedHeaders(List.of(WireHeaders.EXPIRATION_DATE, HttpHeaders.RETRY_AFTER));
        CorsFilter filter = new CorsFilter(request -> cors);
        filter.setCorsProcessor(new WireCorsProcessor(json));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> wireErrorValve() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(WireErrorValve.class.getName());
            }
        });
    }
}
