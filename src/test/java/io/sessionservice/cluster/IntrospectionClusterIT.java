package io.sessionservice.cluster;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationCredentials;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.session.SessionIntrospector;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestCreateSession;
import io.sessionservice.support.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What operators do with an application on one replica, its servers see on another from the next question on. */
class IntrospectionClusterIT {

    private static final AuthSecret NEXT = new AuthSecret("the second secret");

    private static Replica here;
    private static Replica there;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private Application application;
    private SessionToken token;

    @BeforeAll
    static void startTwoReplicas() {
        JdbcConnectionDetails database = TestPostgres.newDatabase();
        here = Replica.start(database);
        there = Replica.start(database);
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
    }

    @BeforeEach
    void askOnceSoThatTheApplicationIsCached() {
        application = here.bean(ApplicationRegistry.class)
                .register(
                        new RegisterApplication(
                                null,
                                "test",
                                new AuthKey(UUID.randomUUID().toString()),
                                new AuthSecret("the first secret"),
                                EnumSet.allOf(SignatureAlgorithm.class)),
                        now);
        token = here.bean(SessionService.class)
                .create(TestCreateSession.valid(application, now).build(), now)
                .token();
        assertThat(isActiveThere(application.authSecret(), now)).isTrue();
    }

    @Test
    void aSecretThatWasReplacedProvesNothing() {
        rotate(Duration.ZERO);
        assertRefused(RefusalReason.APPLICATION_NOT_PROVED, () -> isActiveThere(application.authSecret(), now));
        assertThat(isActiveThere(NEXT, now)).isTrue();
    }

    @Test
    void bothSecretsProveTheApplicationUntilTheGraceTimeEnds() {
        rotate(Duration.ofMinutes(1));
        assertThat(isActiveThere(application.authSecret(), now)).isTrue();
        assertThat(isActiveThere(NEXT, now)).isTrue();
        assertRefused(
                RefusalReason.APPLICATION_NOT_PROVED,
                () -> isActiveThere(application.authSecret(), now.plusSeconds(60)));
    }

    @Test
    void anApplicationThatIsSuspendedIsRefused() {
        here.bean(ApplicationRegistry.class).suspend(application.id(), now);
        assertRefused(RefusalReason.APPLICATION_NOT_PROVED, () -> isActiveThere(application.authSecret(), now));
    }

    @Test
    void aRevokedSessionIsNotActive() {
        here.bean(SessionIntrospector.class).revoke(credentials(application.authSecret()), token, now);
        assertThat(isActiveThere(application.authSecret(), now)).isFalse();
    }

    private void rotate(Duration grace) {
        here.bean(ApplicationRegistry.class).rotateSecret(application.id(), NEXT, grace, now);
    }

    private boolean isActiveThere(AuthSecret secret, Instant at) {
        return there.bean(SessionIntrospector.class)
                .introspect(credentials(secret), token, at)
                .isPresent();
    }

    private ApplicationCredentials credentials(AuthSecret secret) {
        return new ApplicationCredentials(application.authKey(), secret, null);
    }
}
