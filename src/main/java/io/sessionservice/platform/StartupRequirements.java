package io.sessionservice.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses the start when required settings are missing, and names all of them at once, before anything is connected. Settings
 * that are there but unsafe are refused by the record that holds them.
 */
@Component
class StartupRequirements implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final String DATASOURCE_URL = "spring.datasource.url";
    private static final String SEALING_KEYS = "sessions.sealing.keys";
    private static final String ADMIN_ISSUER = "sessions.admin.jwt.issuer-uri";
    private static final List<String> ADMIN = List.of("sessions.admin.username", "sessions.admin.password");

    @SuppressWarnings("NullAway.Init")
    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        Stream<String> required = Stream.of(
                        isDatabaseProvided(beanFactory) ? Stream.<String>empty() : Stream.of(DATASOURCE_URL),
                        Stream.of(SEALING_KEYS),
                        isCommand() || !isMissing(ADMIN_ISSUER) ? Stream.<String>empty() : ADMIN.stream())
                .flatMap(settings -> settings);
        List<String> missing = required.filter(this::isMissing)
                .map(StartupRequirements::environmentForm)
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingSettingsException(missing);
        }
        if (!isCommand()) {
            refuseSharedPort();
        }
    }

    /** A command opens no port, so nobody logs in. */
    private boolean isCommand() {
        return "none".equals(environment.getProperty("spring.main.web-application-type"));
    }

    /** On one port the public would reach what is for operators. */
    private void refuseSharedPort() {
        String port = Objects.toString(environment.getProperty("server.port"), "8080");
        // 0 is a free port for each
        if (!port.equals("0") && port.equals(environment.getProperty("management.server.port", port))) {
            throw new UnsafeSettingException("management.server.port", "must differ from server.port");
        }
    }

    /** A development run may bring its own database as a bean, as Testcontainers does. */
    private static boolean isDatabaseProvided(ConfigurableListableBeanFactory beanFactory) {
        return Arrays.stream(beanFactory.getBeanNamesForType(JdbcConnectionDetails.class, true, false))
                .map(name ->
                        Objects.toString(beanFactory.getBeanDefinition(name).getFactoryBeanName(), ""))
                .anyMatch(factory -> !factory.startsWith("org.springframework.boot.jdbc.autoconfigure"));
    }

    private boolean isMissing(String key) {
        return Objects.toString(environment.getProperty(key), "").isBlank()
                && Objects.toString(environment.getProperty(key + "[0]"), "").isBlank();
    }

    private static String environmentForm(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
