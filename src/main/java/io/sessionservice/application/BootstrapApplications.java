package io.sessionservice.application;

import io.sessionservice.application.BootstrapProperties.BootstrapApplication;
import io.sessionservice.platform.UnsafeSettingException;
import io.sessionservice.signature.AuthSecret;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Registers the configured applications before the service reports ready. Registers only: what operators changed since then
 * (a rotated secret, a suspension) is not undone by a restart.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BootstrapApplications implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(BootstrapApplications.class);

    private static final String SETTING = "sessions.bootstrap";

    private final BootstrapProperties properties;
    private final ApplicationRepository repository;
    private final ApplicationRegistry registry;
    private final Clock clock;

    BootstrapApplications(
            BootstrapProperties properties,
            ApplicationRepository repository,
            ApplicationRegistry registry,
            Clock clock) {
        this.properties = properties;
        this.repository = repository;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        properties.bootstrap().forEach(this::registerIfAbsent);
    }

    private void registerIfAbsent(BootstrapApplication application) {
        if (isRegistered(application)) {
            return;
        }
        try {
            registry.register(command(application), clock.instant());
            log.info("Registered application {} from sessions.bootstrap", application.id());
        } catch (DataIntegrityViolationException e) {
            // another replica was faster, or the auth key belongs to another application
            if (!isRegistered(application)) {
                throw new UnsafeSettingException(
                        SETTING,
                        "the auth key of application %d is taken by another application".formatted(application.id()));
            }
        }
    }

    private boolean isRegistered(BootstrapApplication application) {
        ApplicationEntity present = repository.read(application.id());
        if (present != null && !present.authKey.equals(application.authKey())) {
            throw new UnsafeSettingException(
                    SETTING, "application %d is registered with another auth key".formatted(application.id()));
        }
        return present != null;
    }

    private static RegisterApplication command(BootstrapApplication application) {
        return new RegisterApplication(
                new ApplicationId(application.id()),
                application.name(),
                new AuthKey(application.authKey()),
                new AuthSecret(application.authSecret()),
                application.algorithms());
    }
}
