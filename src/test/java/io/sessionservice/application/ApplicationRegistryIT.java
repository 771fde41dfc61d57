package io.sessionservice.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionservice.platform.BatchFailedException;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.ServiceTest;
import io.sessionservice.support.TestApplications;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ApplicationRegistryIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Autowired
    ApplicationRegistry registry;

    @Autowired
    Applications applications;

    @Autowired
    TestApplications testApplications;

    @Autowired
    JdbcClient jdbc;

    @Test
    void findsWhatWasRegistered() {
        Application registered = registry.register(command(null, "find-me"), NOW);
        assertThat(applications.findActiveNow(registered.id())).contains(registered);
        assertThat(registered.authSecret()).isEqualTo(new AuthSecret("a secret"));
        assertThat(registered.algorithms()).containsExactly(SignatureAlgorithm.SHA256);
    }

    @Test
    void storesSecretsSealedOnly() {
        Application registered = registry.register(command(null, "sealed"), NOW);
        registry.rotateSecret(registered.id(), new AuthSecret("the next secret"), Duration.ofHours(1), NOW);
        String row = jdbc.sql("SELECT row_to_json(a)::text FROM applications a WHERE id = :id")
                .param("id", registered.id().value())
                .query(String.class)
                .single();
        assertThat(row).contains("test:").doesNotContain("a secret", "the next secret");
    }

    @Test
    void aSealedSecretOpensInNoOtherRow() {
        Application one = testApplications.register(NOW);
        Application other = testApplications.register(NOW);
        jdbc.sql(
                        "UPDATE applications SET auth_secret = (SELECT auth_secret FROM applications WHERE id = :one) WHERE id = :other")
                .param("one", one.id().value())
                .param("other", other.id().value())
                .update();
        assertThatExceptionOfType(BatchFailedException.class)
                .isThrownBy(() -> applications.findActiveNow(other.id()))
                .withMessageContaining("application " + other.id());
    }

    @Test
    void refusesATakenIdAndATakenAuthKey() {
        Application taken = registry.register(command(null, "taken"), NOW);
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> registry.register(command(null, "taken"), NOW));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> registry.register(command(taken.id(), "free"), NOW));
    }

    @Test
    void doesNotKnowWhatWasNotRegistered() {
        assertThat(applications.findActiveNow(new ApplicationId(Long.MAX_VALUE)))
                .isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> registry.suspend(new ApplicationId(Long.MAX_VALUE), NOW));
    }

    private static RegisterApplication command(@Nullable ApplicationId id, String authKey) {
        return new RegisterApplication(
                id, "test", new AuthKey(authKey), new AuthSecret("a secret"), Set.of(SignatureAlgorithm.SHA256));
    }
}
