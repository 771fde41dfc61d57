package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.EncodedPassword;
import io.sessionservice.user.ImportUser;
import io.sessionservice.user.UserRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * Refusals that must look alike come on one beat, as clients see it. The beats are long here, so that what is done within one does
 * not reach the next on a busy machine; of several tries the quickest counts.
 */
@Isolated("judges times")
class AnswersOnABeatIT {

    private static final Duration OF_APPLICATIONS = Duration.ofMillis(400);
    private static final Duration OF_USERS = Duration.ofMillis(1_500);
    private static final int TRIES = 3;
    private static final AtomicInteger NONCE = new AtomicInteger();

    private static Replica replica;
    private static WireClient client;
    private static String token;

    @BeforeAll
    static void start() {
        replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.limits.enabled=false",
                "sessions.user.hashing.failed-login-beat=" + OF_USERS.toMillis() + "ms",
                "sessions.signature.unknown-application-beat=" + OF_APPLICATIONS.toMillis() + "ms",
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=beat",
                "sessions.bootstrap[0].auth-key=beat-key",
                "sessions.bootstrap[0].auth-secret=beat-secret");
        client = new WireClient(replica.url());
        UserRegistry users = replica.bean(UserRegistry.class);
        ApplicationId application = new ApplicationId(92);
        users.create(new CreateUser(null, application, "ann", null, "anns password", null), Instant.now());
        String imported = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("bobs password");
        users.create(
                new ImportUser(
                        null,
                        application,
                        "bob",
                        null,
                        EncodedPassword.parse("{pbkdf2@SpringSecurity_v5_8}" + imported)
                                .orElseThrow(),
                        null),
                Instant.now());
        token = create("92", "beat-key").token();
    }

    @AfterAll
    static void stop() {
        replica.close();
    }

    @Test
    void anUnknownApplicationAndAWrongAuthKey() {
        isOnTheBeat(OF_APPLICATIONS, 422, () -> create("93", "beat-key"));
        isOnTheBeat(OF_APPLICATIONS, 422, () -> create("92", "wrong"));
    }

    @Test
    void anUnknownAuthKeyAndAWrongAuthSecret() {
        isOnTheBeat(OF_APPLICATIONS, 401, () -> introspect("nobodys-key:beat-secret", token));
        isOnTheBeat(OF_APPLICATIONS, 401, () -> introspect("beat-key:wrong", token));
        isOnTheBeat(OF_APPLICATIONS, 401, () -> introspect("nobodys-key:beat-secret", "no token"));
        isOnTheBeat(OF_APPLICATIONS, 401, () -> introspect("beat-key:wrong", "no token"));
    }

    @Test
    void anUnknownUserAWrongPasswordAndOneThatAnotherSystemEncoded() {
        isOnTheBeat(OF_USERS, 401, () -> login("nobody"));
        isOnTheBeat(OF_USERS, 401, () -> login("ann"));
        isOnTheBeat(OF_USERS, 401, () -> login("bob"));
    }

    @Test
    void whileItWaitsItHoldsNoConnection() {
        HikariDataSource pool = (HikariDataSource) replica.bean(DataSource.class);
        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> login("ann"), Thread::startVirtualThread);
        List<Integer> held = new ArrayList<>();
        while (!waiting.isDone()) {
            held.add(pool.getHikariPoolMXBean().getActiveConnections());
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertThat(waiting.join().status()).isEqualTo(401);
        // the look-up itself holds one, and so may what goes on beside it
        assertThat(held.stream().filter(connections -> connections > 0).count()).isLessThan(held.size() / 4);
    }

    /** Many more than there are connections or processors. */
    @Test
    void whileManyWaitOthersAreServed() {
        AtomicInteger ended = new AtomicInteger();
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> create("93", "beat-key"), Thread::startVirtualThread)
                    .whenComplete((answer, failure) -> ended.incrementAndGet()));
        }
        assertThat(client.get("/session.json", token).status()).isEqualTo(200);
        assertThat(ended.get()).isLessThan(100);
        assertThat(waiting)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(422));
    }

    private static void isOnTheBeat(Duration beat, int status, Supplier<Answer> request) {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            assertThat(request.get().status()).isEqualTo(status);
            quickest = Math.min(quickest, System.nanoTime() - begin);
        }
        assertThat(Duration.ofNanos(quickest))
                .isBetween(beat, beat.multipliedBy(2).minusMillis(20));
    }

    private static Answer login(String login) {
        return client.postForm("/login.json", Map.of("login", login, "password", "wrong"), "QB-Token", token);
    }

    private static Answer introspect(String credentials, String asked) {
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(US_ASCII));
        return client.postForm("/oauth2/introspect", Map.of("token", asked), "Authorization", "Basic " + basic);
    }

    private static Answer create(String applicationId, String authKey) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", applicationId);
        parameters.put("auth_key", authKey);
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Integer.toString(NONCE.incrementAndGet()));
        return client.postForm("/session.json", WireClient.signed(parameters, "beat-secret"));
    }
}
