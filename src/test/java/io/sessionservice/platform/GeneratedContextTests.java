package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class GeneratedContextTests {

    static class Main {}

    /** What a build would generate. */
    static class Main__ApplicationContextInitializer {}

    static class NotGenerated {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE=4",
                "spring.datasource.hikari.maximum-pool-size=4",
                "SPRING_FLYWAY_ENABLED=false",
                "SERVER_PORT=9090",
                "SERVER_FORWARD_HEADERS_STRATEGY=native",
                "MANAGEMENT_SERVER_PORT=9091",
                "SESSIONS_BOOTSTRAP_0_AUTHKEY=key",
                "sessions.bootstrap[0].auth-key=key",
                "LOGGING_LEVEL_ROOT=warn",
                "PATH=/usr/bin",
                "JDK_JAVA_OPTIONS=-Xmx1g",
                "KUBERNETES_SERVICE_HOST=10.0.0.1"
            })
    void takesTheShortWayWithSettingsThatAreValues(String setting) {
        assertThat(GeneratedContext.fits(environment(setting))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SESSIONS_WIRE_API_PAGE=true",
                "sessions.wire.api-page=true",
                "sessions.wire.apiPage=true",
                "SERVER_FORWARD_HEADERS_STRATEGY=FRAMEWORK",
                "SERVER_SSL_BUNDLE=web",
                "MANAGEMENT_SERVER_PORT=-1",
                "management.server.port=-1",
                "MANAGEMENT_ENDPOINT_NONCES_ACCESS=none",
                "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT=http://collector",
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector",
                "SPRING_PROFILES_ACTIVE=other",
                "spring.main.web-application-type=none",
                "SPRING_THREADS_VIRTUAL_ENABLED=false",
                "spring.datasource.type=com.example.Pool",
                "spring.datasource.url= "
            })
    void takesTheLongWayWithAnyOther(String setting) {
        assertThat(GeneratedContext.fits(environment(setting))).isFalse();
    }

    @Test
    void takesNoSettingOfTheJarForAnOperators() {
        StandardEnvironment environment = environment("SERVER_PORT=9090");
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "Config resource 'class path resource [application.yaml]' via location 'optional:classpath:/'",
                        Map.of("spring.threads.virtual.enabled", "true")));

        assertThat(GeneratedContext.fits(environment)).isTrue();
    }

    @Test
    void isForTheServiceAndNotForCommandsOfOtherSources() {
        assertThat(GeneratedContext.isGenerated(application(Main.class, Main.class)))
                .isTrue();
        assertThat(GeneratedContext.isGenerated(application(Main.class, NotGenerated.class)))
                .isFalse();
        assertThat(GeneratedContext.isGenerated(application(NotGenerated.class, NotGenerated.class)))
                .isFalse();
    }

    private static SpringApplication application(Class<?> main, Class<?> source) {
        SpringApplication application = new SpringApplication(source);
        application.setMainApplicationClass(main);
        return application;
    }

    /** Of nothing but a database and this. */
    private static StandardEnvironment environment(String setting) {
        String[] parts = setting.split("=", 2);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        // takes the names of variables as the real one does
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("operator", Map.of(parts[0], parts[1])));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("database", Map.of("spring.datasource.url", "jdbc:postgresql://db/x")));
        return environment;
    }
}
