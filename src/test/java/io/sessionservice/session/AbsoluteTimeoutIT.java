package io.sessionservice.session;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.support.ServiceTest;
import io.sessionservice.support.TestApplications;
import io.sessionservice.support.TestCreateSession;
import io.sessionservice.user.Credentials;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@TestPropertySource(properties = "sessions.session.absolute-timeout=3h")
class AbsoluteTimeoutIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Autowired
    TestApplications applications;

    @Autowired
    SessionService sessions;

    @Test
    void endsASessionHoweverMuchItIsUsed() {
        Application application = applications.register(NOW);
        applications.createAlice(application, NOW);
        IssuedSession issued = sessions.create(
                TestCreateSession.valid(application, NOW)
                        .withCredentials(Credentials.ofLogin("alice", TestApplications.PASSWORD))
                        .build(),
                NOW);
        Instant end = NOW.plus(Duration.ofHours(3));
        Session used = sessions.require(issued.token(), NOW.plus(Duration.ofMinutes(90)));
        assertThat(used.expiresAt()).isEqualTo(end);
        sessions.require(issued.token(), end.minusNanos(1000));
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.require(issued.token(), end));
        assertRefused(RefusalReason.SESSION_NOT_FOUND, () -> sessions.downgrade(issued.token(), end));
    }
}
