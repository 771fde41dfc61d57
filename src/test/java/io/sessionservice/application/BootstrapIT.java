package io.sessionservice.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionservice.application.BootstrapProperties.BootstrapApplication;
import io.sessionservice.platform.UnsafeSettingException;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.Race;
import io.sessionservice.support.ServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

@ServiceTest
class BootstrapIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Autowired
    ApplicationRepository repository;

    @Autowired
    ApplicationRegistry registry;

    @Autowired
    Applications applications;

    @Test
    void registersWhatIsConfigured() {
        run(configured(900_001, "bootstrap-1", "s1"));
        assertThat(applications
                        .findActiveNow(new ApplicationId(900_001))
                        .orElseThrow()
                        .authSecret())
                .isEqualTo(new AuthSecret("s1"));
    }

    @Test
    void doesNotUndoWhatOperatorsChanged() {
        run(configured(900_002, "bootstrap-2", "s1"));
        registry.rotateSecret(new ApplicationId(900_002), new AuthSecret("rotated"), Duration.ZERO, NOW);
        registry.suspend(new ApplicationId(900_002), NOW);
        run(configured(900_002, "bootstrap-2", "s1"));
        assertThat(applications.findActiveNow(new ApplicationId(900_002))).isEmpty();
        registry.resume(new ApplicationId(900_002), NOW);
        assertThat(applications
                        .findActiveNow(new ApplicationId(900_002))
                        .orElseThrow()
                        .authSecret())
                .isEqualTo(new AuthSecret("rotated"));
    }

    @Test
    void manyReplicasMayStartAtOnce() {
        Race.of(8, () -> {
            run(configured(900_003, "bootstrap-3", "s1"));
            return true;
        });
        assertThat(applications.findActiveNow(new ApplicationId(900_003))).isPresent();
    }

    @Test
    void refusesToStartOverATakenAuthKey() {
        run(configured(900_004, "bootstrap-4", "s1"));
        assertThatExceptionOfType(UnsafeSettingException.class)
                .isThrownBy(() -> run(configured(900_005, "bootstrap-4", "s1")))
                .withMessageContaining("sessions.bootstrap")
                .withMessageContaining("900005");
        assertThatExceptionOfType(UnsafeSettingException.class)
                .isThrownBy(() -> run(configured(900_004, "another-key", "s1")))
                .withMessageContaining("900004");
    }

    private void run(BootstrapApplication application) {
        new BootstrapApplications(
                        new BootstrapProperties(List.of(application)), repository, registry, Clock.systemUTC())
                .run(new DefaultApplicationArguments());
    }

    private static BootstrapApplication configured(long id, String authKey, String authSecret) {
        return new BootstrapApplication(id, "bootstrap", authKey, authSecret, Set.of(SignatureAlgorithm.SHA1));
    }
}
