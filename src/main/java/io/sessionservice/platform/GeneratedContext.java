package io.sessionservice.platform;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Starts from the context that the image's build has generated, where there is one and it is the one that this start would arrive
 * at. Which beans there are was settled in that build; so a start with any setting that is not known to leave them alone takes the
 * long way, and every setting works as documented (docs/adr/0056).
 */
class GeneratedContext implements EnvironmentPostProcessor, Ordered {

    /** What Spring Boot, its libraries and this service read settings under. */
    private static final List<String> ROOTS = List.of("spring", "management", "server", "sessions", "logging", "otel");

    /** Settings that are values of beans, as prefixes, with nothing but letters and digits: so are variables of the environment. */
    private static final List<String> VALUES = Stream.of(
                    "spring.application.",
                    "spring.config.",
                    "spring.datasource.url",
                    "spring.datasource.username",
                    "spring.datasource.password",
                    "spring.datasource.hikari.",
                    "spring.flyway.enabled",
                    "spring.flyway.url",
                    "spring.flyway.user",
                    "spring.flyway.password",
                    "server.port",
                    "server.address",
                    "server.tomcat.",
                    "server.forward-headers-strategy",
                    "management.server.port",
                    "management.server.address",
                    "sessions.",
                    "logging.")
            .map(GeneratedContext::plain)
            .toList();

    /** One of the service's own that decides whether there is a bean. */
    private static final String API_PAGE = plain("sessions.wire.api-page");

    private static final String PACKAGED = "Config resource 'class path resource [";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null
                && isGenerated(application)
                && fits(environment)) {
            SpringProperties.setProperty(AotDetector.AOT_ENABLED, "true");
        }
    }

    /** Commands have contexts of their own, made of other sources. */
    static boolean isGenerated(SpringApplication application) {
        Class<?> main = application.getMainApplicationClass();
        return main != null
                && application.getAllSources().size() == 1
                && application.getAllSources().contains(main)
                && ClassUtils.isPresent(main.getName() + "__ApplicationContextInitializer", main.getClassLoader());
    }

    static boolean fits(ConfigurableEnvironment environment) {
        return StringUtils.hasText(environment.getProperty("spring.datasource.url"))
                && !"framework".equalsIgnoreCase(environment.getProperty("server.forward-headers-strategy"))
                && !"-1".equals(environment.getProperty("management.server.port"))
                && environment.getPropertySources().stream()
                        .filter(source -> !source.getName().startsWith(PACKAGED))
                        .flatMap(source -> source instanceof EnumerablePropertySource<?> listed
                                ? Stream.of(listed.getPropertyNames())
                                : Stream.empty())
                        .map(GeneratedContext::plain)
                        .noneMatch(GeneratedContext::mayDecideBeans);
    }

    private static boolean mayDecideBeans(String name) {
        return ROOTS.stream().anyMatch(name::startsWith)
                && (name.equals(API_PAGE) || VALUES.stream().noneMatch(name::startsWith));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
