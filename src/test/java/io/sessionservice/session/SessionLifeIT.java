package io.sessionservice.session;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.support.Race;
import io.sessionservice.support.ServiceTest;
import io.sessionservice.support.TestApplications;
import io.sessionservice.support.TestCreateSession;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.User;
import io.sessionservice.user.UserRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class SessionLifeIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final Credentials ALICE = Credentials.ofLogin("alice", TestApplications.PASSWORD);

    @Autowired
    TestApplications applications;

    @Autowired
    SessionService sessions;

    @Autowired
    SessionStore store;

    @Autowired
    ApplicationRegistry applicationRegistry;

    @Autowired
    UserRegistry userRegistry;

    @Autowired
    JdbcClient jdbc;

    private Application application;

    @BeforeEach
    void registerApplication() {
        application = applications.register(NOW);
    }

    @Test
    void opensAnApplicationSession() {
        IssuedSession issued = open(NOW);
        Session session = sessions.require(issued.token(), NOW);
        assertThat(session).isEqualTo(issued.session());
        assertThat(session.userId()).isNull();
        assertThat(session.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void storesTheDigestAndNeverTheToken() {
        IssuedSession issued = open(NOW);
        String row = jdbc.sql("SELECT row_to_json(s)::text FROM sessions s WHERE id = :id")
                .param("id", issued.session().id().value())
                .query(String.class)
                .single();
        assertThat(row)
                .contains(issued.session().fingerprint())
                .doesNotContain(issued.token().value());
    }

    @Test
    void refusesTimestampsOutsideTheWindowOnBothSides() {
        Duration window = Duration.ofMinutes(10);
        refuses(
                RefusalReason.TIMESTAMP_OUT_OF_WINDOW,
                request().withTimestamp(NOW.minus(window).minusSeconds(1)));
        refuses(
                RefusalReason.TIMESTAMP_OUT_OF_WINDOW,
                request().withTimestamp(NOW.plus(window).plusSeconds(1)));
        sessions.create(request().withTimestamp(NOW.minus(window)).build(), NOW);
        sessions.create(request().withTimestamp(NOW.plus(window)).build(), NOW);
    }

    @Test
    void refusesAReplayForAsLongAsItsTimestampIsInTheWindow() {
        Instant ahead = NOW.plus(Duration.ofMinutes(10));
        CreateSession request = request().withTimestamp(ahead).build();
        sessions.create(request, NOW);
        Instant last = ahead.plus(Duration.ofMinutes(10));
        assertRefused(RefusalReason.NONCE_REPLAYED, () -> sessions.create(request, last));
        assertRefused(RefusalReason.TIMESTAMP_OUT_OF_WINDOW, () -> sessions.create(request, last.plusMillis(1)));
    }

    @Test
    void opensOneSessionForManyIdenticalRequests() {
        CreateSession request = request().build();
        List<Boolean> opened = Race.of(32, () -> isOpened(request));
        assertThat(opened).containsOnlyOnce(true);
        assertThat(sessionsOfApplication()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestLeavesNoRow() {
        refuses(RefusalReason.SIGNATURE_MISMATCH, request().signedWith(new AuthSecret("wrong")));
        refuses(RefusalReason.TIMESTAMP_OUT_OF_WINDOW, request().withTimestamp(NOW.minusSeconds(1000)));
        assertThat(sessionsOfApplication()).isZero();
        assertThat(noncesOfApplication()).isZero();
    }

    @Test
    void aFailedPasswordBurnsTheNonceAndOpensNothing() {
        applications.createAlice(application, NOW);
        TestCreateSession request = request().withCredentials(Credentials.ofLogin("alice", "wrong"));
        refuses(RefusalReason.INVALID_CREDENTIALS, request);
        refuses(RefusalReason.NONCE_REPLAYED, request.withCredentials(ALICE));
        assertThat(sessionsOfApplication()).isZero();
        assertThat(noncesOfApplication()).isEqualTo(1);
    }

    @Test
    void acceptsThePreviousSecretUntilItsGraceTimeEnds() {
        AuthSecret replaced = application.authSecret();
        AuthSecret current = new AuthSecret("the next one");
        applicationRegistry.rotateSecret(application.id(), current, Duration.ofSeconds(60), NOW);
        Instant last = NOW.plusSeconds(60).minusNanos(1000);
        sessions.create(request().signedWith(replaced).build(), last);
        sessions.create(request().signedWith(current).build(), NOW);
        assertRefused(
                RefusalReason.SIGNATURE_MISMATCH,
                () -> sessions.create(request().signedWith(replaced).build(), NOW.plusSeconds(60)));
    }

    @Test
    void aSecondRotationEndsTheFirstSecret() {
        AuthSecret first = application.authSecret();
        applicationRegistry.rotateSecret(application.id(), new AuthSecret("second"), Duration.ofHours(1), NOW);
        applicationRegistry.rotateSecret(application.id(), new AuthSecret("third"), Duration.ofHours(1), NOW);
        refuses(RefusalReason.SIGNATURE_MISMATCH, request().signedWith(first));
        sessions.create(request().signedWith(new AuthSecret("second")).build(), NOW);
    }

    @Test
    void useProlongsASessionAtMostOnceAMinute() {
        IssuedSession issued = open(NOW);
        long before = version(issued);
        sessions.require(issued.token(), NOW.plusSeconds(59));
        assertThat(version(issued)).isEqualTo(before);
        Session touched = sessions.require(issued.token(), NOW.plusSeconds(60));
        assertThat(touched.expiresAt()).isEqualTo(NOW.plusSeconds(60).plus(Duration.ofHours(2)));
        assertThat(version(issued)).isNotEqualTo(before);
    }

    @Test
    void ofConcurrentUsesOneWrites() {
        long id = open(NOW).session().id().value();
        Instant later = NOW.plusSeconds(90);
        List<Boolean> written =
                Race.of(16, () -> store.touch(new Touch(id, later.minusSeconds(60), later, later.plusSeconds(7200))));
        assertThat(written).containsOnlyOnce(true);
    }

    @Test
    void anUnusedSessionExpires() {
        IssuedSession issued = open(NOW);
        Instant end = NOW.plus(Duration.ofHours(2));
        sessions.require(issued.token(), end.minusNanos(1000));
        IssuedSession unused = open(NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(unused.token(), end));
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.downgrade(unused.token(), end));
    }

    @Test
    void downgradesAUserSessionUnderTheSameToken() {
        User alice = applications.createAlice(application, NOW);
        IssuedSession issued = sessions.create(request().withCredentials(ALICE).build(), NOW);
        assertThat(sessions.require(issued.token(), NOW).userId()).isEqualTo(alice.id());
        Session downgraded = sessions.downgrade(issued.token(), NOW.plusSeconds(5));
        assertThat(downgraded.userId()).isNull();
        assertThat(downgraded.updatedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(sessions.require(issued.token(), NOW.plusSeconds(6))).isEqualTo(downgraded);
    }

    @Test
    void aSecondDowngradeChangesNothing() {
        applications.createAlice(application, NOW);
        IssuedSession issued = sessions.create(request().withCredentials(ALICE).build(), NOW);
        Session once = sessions.downgrade(issued.token(), NOW.plusSeconds(5));
        assertThat(sessions.downgrade(issued.token(), NOW.plusSeconds(9))).isEqualTo(once);
    }

    @Test
    void concurrentDowngradesAllSucceed() {
        applications.createAlice(application, NOW);
        IssuedSession issued = sessions.create(request().withCredentials(ALICE).build(), NOW);
        List<Session> downgraded = Race.of(16, () -> sessions.downgrade(issued.token(), NOW.plusSeconds(1)));
        assertThat(downgraded).allMatch(session -> session.userId() == null);
    }

    @Test
    void logsAUserInAndReplacesIt() {
        applications.createAlice(application, NOW);
        IssuedSession issued = open(NOW);
        LoggedInSession loggedIn = sessions.login(
                issued.token(), Credentials.ofEmail("alice@example.COM", TestApplications.PASSWORD), NOW);
        assertThat(loggedIn.user().login()).isEqualTo("alice");
        assertThat(loggedIn.session().userId()).isEqualTo(loggedIn.user().id());
        assertThat(sessions.require(issued.token(), NOW)).isEqualTo(loggedIn.session());
    }

    @Test
    void aUserOfAnotherApplicationIsUnknown() {
        applications.createAlice(applications.register(NOW), NOW);
        IssuedSession issued = open(NOW);
        assertRefused(RefusalReason.INVALID_CREDENTIALS, () -> sessions.login(issued.token(), ALICE, NOW));
    }

    @Test
    void suspensionHoldsFromTheNextRequestOn() {
        IssuedSession issued = open(NOW);
        applicationRegistry.suspend(application.id(), NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(issued.token(), NOW));
        refuses(RefusalReason.UNKNOWN_APPLICATION, request());
        applicationRegistry.resume(application.id(), NOW);
        sessions.require(issued.token(), NOW);
    }

    @Test
    void revokingAUsersSessionsSparesThoseOfOthers() {
        User alice = applications.createAlice(application, NOW);
        IssuedSession hers = sessions.create(request().withCredentials(ALICE).build(), NOW);
        IssuedSession nobodys = open(NOW);
        userRegistry.revokeSessions(alice.id(), NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(hers.token(), NOW));
        sessions.require(nobodys.token(), NOW);
        sessions.login(nobodys.token(), ALICE, NOW);
        sessions.require(nobodys.token(), NOW);
    }

    @Test
    void aNewPasswordEndsTheUsersSessions() {
        User alice = applications.createAlice(application, NOW);
        IssuedSession hers = sessions.create(request().withCredentials(ALICE).build(), NOW);
        userRegistry.setPassword(alice.id(), userRegistry.encode("another password"), NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(hers.token(), NOW));
        refuses(RefusalReason.INVALID_CREDENTIALS, request().withCredentials(ALICE));
        sessions.create(
                request()
                        .withCredentials(Credentials.ofLogin("alice", "another password"))
                        .build(),
                NOW);
    }

    @Test
    void aSuspendedUserIsShutOutAndDoesNotComeBackWithOldSessions() {
        User alice = applications.createAlice(application, NOW);
        IssuedSession hers = sessions.create(request().withCredentials(ALICE).build(), NOW);
        userRegistry.suspend(alice.id(), NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(hers.token(), NOW));
        refuses(RefusalReason.INVALID_CREDENTIALS, request().withCredentials(ALICE));
        userRegistry.resume(alice.id(), NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(hers.token(), NOW));
        sessions.create(request().withCredentials(ALICE).build(), NOW);
    }

    @Test
    void aRevokedTokenIsUnknown() {
        IssuedSession issued = open(NOW);
        sessions.revoke(issued.token(), NOW);
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(issued.token(), NOW));
    }

    private TestCreateSession request() {
        return TestCreateSession.valid(application, NOW);
    }

    private IssuedSession open(Instant now) {
        return sessions.create(TestCreateSession.valid(application, now).build(), now);
    }

    private void refuses(RefusalReason reason, TestCreateSession request) {
        assertRefused(reason, () -> sessions.create(request.build(), NOW));
    }

    private boolean isOpened(CreateSession request) {
        try {
            sessions.create(request, NOW);
            return true;
        } catch (RequestRefusedException e) {
            return false;
        }
    }

    /** The transaction that wrote the row last. */
    private long version(IssuedSession issued) {
        return jdbc.sql("SELECT xmin::text::bigint FROM sessions WHERE id = :id")
                .param("id", issued.session().id().value())
                .query(Long.class)
                .single();
    }

    private long sessionsOfApplication() {
        return count("sessions");
    }

    private long noncesOfApplication() {
        return count("nonces");
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE application_id = :id")
                .param("id", application.id().value())
                .query(Long.class)
                .single();
    }
}
