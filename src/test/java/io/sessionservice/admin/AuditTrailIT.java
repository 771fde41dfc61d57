package io.sessionservice.admin;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.Applications;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.Purge;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.session.IssuedSession;
import io.sessionservice.session.SessionService;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestCreateSession;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.UserLogin;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who did what, as operators read it afterwards. */
@ExtendWith(OutputCaptureExtension.class)
class AuditTrailIT {

    private static Replica replica;
    private static AdminClient admin;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private long applicationId;

    @BeforeAll
    static void start() {
        replica = Replica.start(TestPostgres.newDatabase(), "logging.level.io.sessionservice.audit=INFO");
        admin = AdminClient.of(replica);
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @BeforeEach
    void register() {
        applicationId = admin.post("/applications", "{\"name\": \"audited\"}")
                .json()
                .get("id")
                .asLong();
    }

    @Test
    void writesDownWhatAnOperatorDid(CapturedOutput output) {
        admin.post("/applications/" + applicationId + "/rotate-secret", "{\"graceSeconds\": 60}");
        admin.post("/applications/" + applicationId + "/suspend");
        List<JsonNode> events = events("authz_admin");
        assertThat(events)
                .extracting(event -> event.get("data").get("detail").asString())
                .containsExactly("application registered", "secret rotated, grace 60 s", "application suspended");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("principal").asString()).isEqualTo("admin");
            assertThat(event.get("data").get("sourceAddress").asString()).isEqualTo("127.0.0.1");
        });
        assertThat(output).contains("authz_admin by admin").contains("detail=application suspended");
    }

    @Test
    void countsFailedLoginsOfUsers() {
        admin.post("/users", """
                {"applicationId": %d, "login": "bob", "password": "bobs password"}""".formatted(applicationId));
        for (int i = 0; i < 5; i++) {
            assertRefused(
                    RefusalReason.INVALID_CREDENTIALS,
                    () -> replica.bean(UserLogin.class)
                            .login(new ApplicationId(applicationId), Credentials.ofLogin("bob", "guess")));
        }
        replica.bean(AuditTrail.class).close();
        assertThat(events("authn_login_fail"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.get("data").get("occurrences").asLong())
                                .isEqualTo(5));
    }

    @Test
    void aFloodOfDifferentEventsCostsABoundedNumberOfRows() {
        AuditTrail audit = replica.bean(AuditTrail.class);
        for (long user = 1; user <= 20_000; user++) {
            audit.recordSoon(AuditEntry.of(AuditType.USER_UPDATED, "flood").onUser(user));
        }
        audit.close();
        JdbcClient jdbc = replica.bean(JdbcClient.class);
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM audit_events WHERE type = 'user_updated' AND actor IN ('flood', 'many')")
                        .query(Long.class)
                        .single())
                .isLessThanOrEqualTo(5_001);
        assertThat(jdbc.sql(
                                "SELECT sum(occurrences) FROM audit_events WHERE type = 'user_updated' AND actor IN ('flood', 'many')")
                        .query(Long.class)
                        .single())
                .isEqualTo(20_000);
    }

    @Test
    void writesDownRevokedTokensButNotCreatedOnesUnlessAsked() {
        Application application = replica.bean(Applications.class)
                .findActiveNow(new ApplicationId(applicationId))
                .orElseThrow();
        SessionService sessions = replica.bean(SessionService.class);
        IssuedSession issued =
                sessions.create(TestCreateSession.valid(application, now).build(), now);
        sessions.revoke(issued.token(), now);
        replica.bean(AuditTrail.class).close();
        assertThat(events("authn_token_created")).isEmpty();
        assertThat(events("authn_token_revoked"))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.get("data").get("sessionId").asLong())
                                .isEqualTo(issued.session().id().value()));
    }

    @Test
    void forgetsAfterTheRetention() {
        JdbcClient jdbc = replica.bean(JdbcClient.class);
        jdbc.sql("INSERT INTO audit_events (occurred_at, type, actor, occurrences) VALUES (:at, 'old', 'old', 1)")
                .param("at", java.sql.Timestamp.from(now.minus(Duration.ofDays(366))))
                .update();
        Purge purge = replica.beans(Purge.class).stream()
                .filter(found -> found.name().equals("audit-events"))
                .findFirst()
                .orElseThrow();
        assertThat(purge.purgeBatch(now, 100)).isEqualTo(1);
        assertThat(purge.purgeBatch(now, 100)).isZero();
    }

    @Test
    void filtersAsItsEndpointDoes() {
        assertThat(admin.get("/auditevents?principal=nobody").json().get("events"))
                .isEmpty();
        assertThat(admin.get("/auditevents?principal=admin&type=authz_admin")
                        .json()
                        .get("events"))
                .isNotEmpty();
        assertThat(admin.get("/auditevents?after=2999-01-01T00:00:00Z").json().get("events"))
                .isEmpty();
        assertThat(admin.get("/auditevents?after=garbage").status()).isEqualTo(400);
    }

    private List<JsonNode> events(String type) {
        return admin.get("/auditevents?type=" + type)
                .json()
                .get("events")
                .valueStream()
                .filter(event -> event.get("data").has("applicationId")
                        && event.get("data").get("applicationId").asLong() == applicationId)
                .toList();
    }
}
