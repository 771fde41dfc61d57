package io.sessionservice.wire;

import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.platform.ShutdownLinger;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import tools.jackson.databind.json.JsonMapper;

/** How the public port speaks HTTP. */
@Configuration(proxyBeanMethods = false)
class WireConfiguration implements WebMvcConfigurer {

    private final WireParametersResolver parametersResolver;
    private final SessionTokenResolver tokenResolver;
    private final OAuth2RequestResolver oauth2Resolver;
    private final Admission admission;

    WireConfiguration(
            WireParametersResolver parametersResolver,
            SessionTokenResolver tokenResolver,
            OAuth2RequestResolver oauth2Resolver,
            Admission admission) {
        this.parametersResolver = parametersResolver;
        this.tokenResolver = tokenResolver;
        this.oauth2Resolver = oauth2Resolver;
        this.admission = admission;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new AdmittingResolver(parametersResolver, admission));
        resolvers.add(tokenResolver);
        resolvers.add(new AdmittingResolver(oauth2Resolver, admission));
    }

    /** Of every route, so that none is forgotten. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AdmissionInterceptor(admission));
    }

    /** Answers are JSON whatever {@code Accept} says: there is no 406. */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        configurer.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }

    @Bean
    FilterRegistrationBean<AnswerHeadersFilter> answerHeadersFilter(ShutdownLinger linger) {
        FilterRegistrationBean<AnswerHeadersFilter> registration =
                new FilterRegistrationBean<>(new AnswerHeadersFilter(linger));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** A filter, so that refusals can be read by web pages too. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(WireProperties properties, JsonMapper json) {
        CorsConfiguration preflights = WireCors.preflights(properties.cors());
        CorsConfiguration requests = WireCors.requests(properties.cors());
        CorsFilter filter = new CorsFilter(request -> {
            if (WireCors.isClosedToPages(request)) {
                return null;
            }
            return CorsUtils.isPreFlightRequest(request) ? preflights : requests;
        });
        filter.setCorsProcessor(new WireCorsProcessor(json));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** After the one for web pages, which may then read why they are turned away. */
    @Bean
    FilterRegistrationBean<DoorFilter> doorFilter(AddressLimits limits, LimitsProperties properties) {
        FilterRegistrationBean<DoorFilter> registration =
                new FilterRegistrationBean<>(new DoorFilter(limits, properties.refusalPause()));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean(name = DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME)
    DispatcherServlet wireServlet() {
        WireServlet servlet = new WireServlet();
        // of each request handled, for nobody to hear
        servlet.setPublishEvents(false);
        return servlet;
    }

    @Bean
    WebMvcRegistrations wireHandlers() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new WireHandlerAdapter();
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> wireServer(AdmissionProperties properties) {
        return factory -> {
            factory.setProtocol(PunctualHttp.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof PunctualHttp http) {
                    http.setReceiveTimeout(properties.receiveTimeout());
                }
                // to the mappings, which know what is allowed where; Tomcat's answer does not
                connector.setAllowTrace(true);
                // a head and an answer fit; 8 KB each, as is usual, would be most of what a slow sender costs
                connector.setProperty("socket.appReadBufSize", "1024");
                connector.setProperty("socket.appWriteBufSize", "2048");
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(WireErrorValve.class.getName());
                }
            });
        };
    }
}
