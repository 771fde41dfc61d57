package io.sessionservice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.session.IssuedSession;
import io.sessionservice.session.SessionService;
import io.sessionservice.session.SessionToken;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.Race;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestCreateSession;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.UserRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** However many logins of a user come at once over two replicas, no more sessions live than the user may have. */
class SessionLimitClusterIT {

    private static final int LIMIT = 3;
    private static final int LOGINS = 24;
    private static final Credentials ALICE = Credentials.ofLogin("alice", "alices password");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @ParameterizedTest
    @CsvSource({"deny, 3", "evict-oldest, 24"})
    void holdsInARaceOfNewSessionsAndUpgradedOnes(String policy, int accepted) {
        JdbcConnectionDetails database = TestPostgres.newDatabase();
        String[] settings = {
            "sessions.session.max-per-user=" + LIMIT,
            "sessions.session.max-per-user-policy=" + policy,
            "sessions.limits.enabled=false",
            // all wait for one user at once, behind hashes that take the processors
            "spring.datasource.hikari.connection-timeout=10000",
            "sessions.user.hashing.threads=8",
            "sessions.user.hashing.max-wait=30s"
        };
        try (Replica here = Replica.start(database, settings);
                Replica there = Replica.start(database, settings)) {
            List<SessionService> replicas = List.of(here.bean(SessionService.class), there.bean(SessionService.class));
            Application application = registerWithAlice(here);
            AtomicInteger count = new AtomicInteger();

            List<Optional<SessionToken>> tokens = Race.of(LOGINS, () -> {
                int number = count.getAndIncrement();
                return login(replicas.get(number % 2), application, number % 4 < 2);
            });

            List<SessionToken> opened =
                    tokens.stream().flatMap(Optional::stream).toList();
            assertThat(opened).hasSize(accepted);
            assertThat(opened.stream().filter(token -> isLive(replicas.getFirst(), token)))
                    .hasSize(LIMIT);
        }
    }

    private Application registerWithAlice(Replica replica) {
        Application application = replica.bean(ApplicationRegistry.class)
                .register(
                        new RegisterApplication(
                                null,
                                "test",
                                new AuthKey(UUID.randomUUID().toString()),
                                new AuthSecret("a secret"),
                                EnumSet.allOf(SignatureAlgorithm.class)),
                        now);
        replica.bean(UserRegistry.class)
                .create(new CreateUser(null, application.id(), "alice", null, "alices password", null), now);
        return application;
    }

    private Optional<SessionToken> login(SessionService sessions, Application application, boolean isUpgrade) {
        try {
            TestCreateSession request = TestCreateSession.valid(application, now);
            if (!isUpgrade) {
                return Optional.of(
                        sessions.create(request.withCredentials(ALICE).build(), now)
                                .token());
            }
            IssuedSession issued = sessions.create(request.build(), now);
            sessions.login(issued.token(), ALICE, now);
            return Optional.of(issued.token());
        } catch (RequestRefusedException refusal) {
            assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_MANY_SESSIONS);
            return Optional.empty();
        }
    }

    private boolean isLive(SessionService sessions, SessionToken token) {
        try {
            sessions.require(token, now);
            return true;
        } catch (RequestRefusedException refusal) {
            return false;
        }
    }
}
