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
import io.sessionservice.support.BesideOthers;
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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who did what, as operators read it afterwards. Alone, for a service that starts in the same JVM sets the level of its log anew. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(BesideOthers.TURN)
class AuditTrailIT {

    private static Replica replica;
    private static AdminClient admin;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private long applicationId;

    @BeforeAll
    static void start() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "logging.level.io.sessionservice.audit=INFO",
                "sessions.identity.allowed-hosts=issuer.example.com");
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

    /** Neither has happened when the row cannot be written; a commit is of both, so a database that goes away takes both or none. */
    @Test
    void anActAndItsRowAreOneCommit() {
        long userId = admin.post("/users", """
                {"applicationId": %d, "login": "eve", "password": "eves password"}""".formatted(applicationId))
                .json()
                .get("id")
                .asLong();
        long sessionId = openSession();
        String providers = "/applications/" + applicationId + "/identity-providers/";
        String oidc = "{\"kind\": \"OIDC\", \"issuer\": \"https://issuer.example.com\", \"audience\": \"%s\"}";
        assertThat(admin.send("PUT", providers + "partner", oidc.formatted("a")).status())
                .isEqualTo(200);
        JdbcClient jdbc = replica.bean(JdbcClient.class);
        String before = rows(jdbc);
        jdbc.sql("ALTER TABLE audit_events RENAME TO audit_events_elsewhere").update();
        try {
            assertThat(List.of(
                            admin.post("/applications", "{\"name\": \"another\"}"),
                            admin.post("/applications", "{\"name\": \"another\", \"id\": 4242}"),
                            admin.post("/applications/" + applicationId + "/rotate-secret"),
                            admin.post("/applications/" + applicationId + "/suspend"),
                            admin.post("/applications/" + applicationId + "/revoke-sessions"),
                            admin.post("/users", """
                                    {"applicationId": %d, "login": "mallory", "password": "p"}""".formatted(applicationId)),
                            admin.post("/users/" + userId + "/set-password", "{\"password\": \"another\"}"),
                            admin.post("/users/" + userId + "/suspend"),
                            admin.post("/users/" + userId + "/revoke-sessions"),
                            admin.send("PUT", providers + "partner", oidc.formatted("b")),
                            admin.send("PUT", providers + "another", oidc.formatted("a")),
                            admin.delete(providers + "partner"),
                            admin.delete("/users/" + userId),
                            admin.delete("/sessions/" + sessionId)))
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(500));
            assertThat(rows(jdbc)).isEqualTo(before);
        } finally {
            jdbc.sql("ALTER TABLE audit_events_elsewhere RENAME TO audit_events")
                    .update();
        }
        assertThat(admin.post("/users/" + userId + "/suspend").status()).isEqualTo(200);
        assertThat(events("user_updated")).hasSize(1);
        assertThat(rows(jdbc)).isNotEqualTo(before);
    }

    /** What is refused is not written down as if it had been done. */
    @Test
    void anActThatIsRefusedLeavesNoRow() {
        admin.post("/users", """
                {"applicationId": %d, "login": "frank", "password": "p"}""".formatted(applicationId));
        assertThat(admin.post("/users", """
                        {"applicationId": %d, "login": "frank", "password": "p"}""".formatted(applicationId)).status()).isEqualTo(409);
        assertThat(events("user_created")).hasSize(1);
    }

    private long openSession() {
        Application application = replica.bean(Applications.class)
                .findActiveNow(new ApplicationId(applicationId))
                .orElseThrow();
        return replica.bean(SessionService.class)
                .create(TestCreateSession.valid(application, now).build(), now)
                .session()
                .id()
                .value();
    }

    private static String rows(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT (SELECT string_agg(concat_ws(',', id, status, version, session_generation), chr(10) ORDER BY id)
                                    FROM applications)
                            || (SELECT coalesce(string_agg(u::text, chr(10) ORDER BY id), '') FROM users u)
                            || (SELECT coalesce(string_agg(p::text, chr(10) ORDER BY name), '') FROM identity_providers p)
                            || (SELECT coalesce(string_agg(s::text, chr(10) ORDER BY id), '') FROM sessions s)
                        """).query(String.class).single();
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
