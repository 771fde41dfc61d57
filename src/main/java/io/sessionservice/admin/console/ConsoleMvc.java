package io.sessionservice.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.sessionservice.admin.ApplicationActs;
import io.sessionservice.admin.IdentityProviderActs;
import io.sessionservice.admin.SessionActs;
import io.sessionservice.admin.SignatureActs;
import io.sessionservice.admin.UserActs;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.identity.IdentityProviders;
import io.sessionservice.platform.AuditHistory;
import io.sessionservice.session.SessionRegistry;
import io.sessionservice.user.UserRegistry;
import java.time.Clock;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;

/**
 * The console, in the management port's context only: see {@link io.sessionservice.admin.ManagementMvc} for how it gets there. The
 * public port's context has none of these beans, nor an engine for templates.
 */
@Import(ConsoleViews.class)
// on one port the start is refused, which is to be what the operator reads
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
public class ConsoleMvc {

    @Bean
    ConsoleMapping consoleMapping(ConsoleProperties console) {
        ConsoleMapping mapping = new ConsoleMapping(console.enabled());
        mapping.setOrder(0);
        mapping.setInterceptors(new OperatorName());
        return mapping;
    }

    /** Forms come in the encoding of the pages that they are on, which browsers do not say. */
    @Bean
    ServletContextInitializer formEncoding() {
        return context -> context.setRequestCharacterEncoding(UTF_8.name());
    }

    @Bean
    ConsoleErrors consoleErrors(ConsoleProperties console) {
        return new ConsoleErrors(console.enabled());
    }

    @Bean
    LiveRates liveRates(ConsoleProperties console, MeterRegistry meters, TaskScheduler scheduler, Clock clock) {
        LiveRates rates = new LiveRates(new MeterSampler(meters), clock);
        if (console.enabled()) {
            rates.start(scheduler);
        }
        return rates;
    }

    @Bean
    OverviewPage overviewPage(LiveRates rates, MeterRegistry meters, HealthEndpoint health, Clock clock) {
        return new OverviewPage(rates, new ServiceHealth(health), meters, clock);
    }

    @Bean
    ApplicationsPage applicationsPage(ApplicationRegistry registry, ApplicationActs acts) {
        return new ApplicationsPage(registry, acts);
    }

    @Bean
    SecretPage secretPage(ApplicationRegistry registry, ApplicationActs acts) {
        return new SecretPage(registry, acts);
    }

    @Bean
    ProvidersPage providersPage(ApplicationRegistry registry, IdentityProviders providers, IdentityProviderActs acts) {
        return new ProvidersPage(registry, providers, acts);
    }

    @Bean
    ProviderFormPage providerFormPage(
            ApplicationRegistry registry, IdentityProviders providers, IdentityProviderActs acts) {
        return new ProviderFormPage(registry, providers, acts);
    }

    @Bean
    UsersPage usersPage(UserRegistry registry, UserActs acts) {
        return new UsersPage(registry, acts);
    }

    @Bean
    UserActsPage userActsPage(UserRegistry registry, UserActs acts) {
        return new UserActsPage(registry, acts);
    }

    @Bean
    SessionsPage sessionsPage(SessionRegistry registry, SessionActs acts, Clock clock) {
        return new SessionsPage(registry, acts, clock);
    }

    @Bean
    AuditPage auditPage(AuditHistory history) {
        return new AuditPage(history);
    }

    @Bean
    SignaturePage signaturePage(SignatureActs acts) {
        return new SignaturePage(acts);
    }
}
