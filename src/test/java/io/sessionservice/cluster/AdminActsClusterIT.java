package io.sessionservice.cluster;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.session.IssuedSession;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestCreateSession;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.User;
import io.sessionservice.user.UserRegistry;
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

/** What is done on one replica holds on another from the next request on. */
class AdminActsClusterIT {

    private static Replica here;
    private static Replica there;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private Application application;
    private User alice;

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
    void registerApplication() {
        application = here.bean(ApplicationRegistry.class)
                .register(
                        new RegisterApplication(
                                null,
                                "test",
                                new AuthKey(UUID.randomUUID().toString()),
                                new AuthSecret("the first secret"),
                                EnumSet.allOf(SignatureAlgorithm.class)),
                        now);
        alice = here.bean(UserRegistry.class)
                .create(new CreateUser(null, application.id(), "alice", null, "alices password", null), now);
    }

    @Test
    void downgrade() {
        IssuedSession issued = openUserSession();
        assertThat(userIdThere(issued.token())).isEqualTo(alice.id().value());
        here.bean(SessionService.class).downgrade(issued.token(), now);
        assertThat(userIdThere(issued.token())).isZero();
    }

    @Test
    void upgrade() {
        IssuedSession issued = openApplicationSession();
        assertThat(userIdThere(issued.token())).isZero();
        here.bean(SessionService.class).login(issued.token(), Credentials.ofLogin("alice", "alices password"), now);
        assertThat(userIdThere(issued.token())).isEqualTo(alice.id().value());
    }

    @Test
    void revokeOneSession() {
        IssuedSession issued = openApplicationSession();
        assertThat(statusThere(issued.token())).isEqualTo(200);
        here.bean(SessionService.class).revoke(issued.token(), now);
        assertThat(statusThere(issued.token())).isEqualTo(401);
    }

    @Test
    void suspendAndResumeAnApplication() {
        IssuedSession issued = openApplicationSession();
        assertThat(statusThere(issued.token())).isEqualTo(200);
        here.bean(ApplicationRegistry.class).suspend(application.id(), now);
        assertThat(statusThere(issued.token())).isEqualTo(401);
        here.bean(ApplicationRegistry.class).resume(application.id(), now);
        assertThat(statusThere(issued.token())).isEqualTo(200);
    }

    @Test
    void revokeAnApplicationsSessions() {
        IssuedSession issued = openApplicationSession();
        assertThat(statusThere(issued.token())).isEqualTo(200);
        here.bean(ApplicationRegistry.class).revokeSessions(application.id(), now);
        assertThat(statusThere(issued.token())).isEqualTo(401);
    }

    @Test
    void suspendAUser() {
        IssuedSession issued = openUserSession();
        assertThat(statusThere(issued.token())).isEqualTo(200);
        here.bean(UserRegistry.class).suspend(alice.id(), now);
        assertThat(statusThere(issued.token())).isEqualTo(401);
    }

    @Test
    void rotateASecret() {
        openThere(application.authSecret());
        AuthSecret next = new AuthSecret("the second secret");
        here.bean(ApplicationRegistry.class).rotateSecret(application.id(), next, Duration.ZERO, now);
        openThere(next);
        assertRefused(RefusalReason.SIGNATURE_MISMATCH, () -> openThere(application.authSecret()));
    }

    @Test
    void aCachedApplicationOpensNothingThatTheCurrentOneWouldNot() {
        openThere(application.authSecret());
        here.bean(ApplicationRegistry.class)
                .rotateSecret(application.id(), new AuthSecret("the second secret"), Duration.ZERO, now);
        assertRefused(RefusalReason.SIGNATURE_MISMATCH, () -> openThere(application.authSecret()));
    }

    @Test
    void suspendAnApplicationThatIsCached() {
        openThere(application.authSecret());
        here.bean(ApplicationRegistry.class).suspend(application.id(), now);
        assertRefused(RefusalReason.UNKNOWN_APPLICATION, () -> openThere(application.authSecret()));
        here.bean(ApplicationRegistry.class).resume(application.id(), now);
        openThere(application.authSecret());
    }

    @Test
    void sessionsOpenedAfterARevocationLive() {
        IssuedSession before = openThere(application.authSecret());
        here.bean(ApplicationRegistry.class).revokeSessions(application.id(), now);
        IssuedSession after = openThere(application.authSecret());
        assertThat(statusThere(before.token())).isEqualTo(401);
        assertThat(statusThere(after.token())).isEqualTo(200);
    }

    private IssuedSession openThere(AuthSecret secret) {
        return there.bean(SessionService.class)
                .create(
                        TestCreateSession.valid(application, now)
                                .signedWith(secret)
                                .build(),
                        now);
    }

    private IssuedSession openApplicationSession() {
        return here.bean(SessionService.class)
                .create(TestCreateSession.valid(application, now).build(), now);
    }

    private IssuedSession openUserSession() {
        return here.bean(SessionService.class)
                .create(
                        TestCreateSession.valid(application, now)
                                .withCredentials(Credentials.ofLogin("alice", "alices password"))
                                .build(),
                        now);
    }

    private static int statusThere(SessionToken token) {
        return new WireClient(there.url()).get("/session.json", token.value()).status();
    }

    private static long userIdThere(SessionToken token) {
        return new WireClient(there.url())
                .get("/session.json", token.value())
                .json()
                .get("user_id")
                .asLong();
    }
}
