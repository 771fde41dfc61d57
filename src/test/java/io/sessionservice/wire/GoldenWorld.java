package io.sessionservice.wire;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.platform.RandomBytes;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.MutableClock;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The world of the golden files: it is the second of the document's example, the document's application and user exist, the next
 * session has the document's id, and the next token is the document's.
 */
@TestConfiguration(proxyBeanMethods = false)
class GoldenWorld {

    static final Instant NOW = Instant.ofEpochSecond(1473075233);
    private static final String TOKEN = "1e7bc99d85c0eb2bf062be3d29d3df523081e874";

    private static final AtomicLong TOKENS = new AtomicLong();

    private boolean isPopulated;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationRegistry applications;

    @Autowired
    UserRegistry users;

    @Autowired
    MutableClock clock;

    @Bean
    @Primary
    static MutableClock goldenClock() {
        return new MutableClock(NOW);
    }

    /** Counts up from the document's token; everything else that is random is of another length. */
    @Bean
    @Primary
    static RandomBytes goldenBytes() {
        return length -> {
            byte[] seed = HexFormat.of().parseHex(TOKEN);
            BigInteger next =
                    new BigInteger(1, seed).add(BigInteger.valueOf(length == 20 ? TOKENS.getAndIncrement() : 0));
            byte[] bytes = next.toByteArray();
            return Arrays.copyOf(bytes, length);
        };
    }

    void reset() {
        TOKENS.set(0);
        clock.set(NOW);
        populateOnce();
        jdbc.sql("TRUNCATE sessions, nonces").update();
        jdbc.sql("ALTER SEQUENCE sessions_id_seq RESTART WITH 326").update();
        jdbc.sql("DELETE FROM users WHERE identity_provider IS NOT NULL").update();
        jdbc.sql("ALTER SEQUENCE users_id_seq RESTART WITH 1001").update();
        jdbc.sql("UPDATE applications SET status = 'ACTIVE', session_generation = 0")
                .update();
        jdbc.sql("UPDATE users SET status = 'ACTIVE', session_generation = 0").update();
    }

    private void populateOnce() {
        if (isPopulated) {
            return;
        }
        applications.register(application(92, "WzRAY9vrGmb6FfP", EnumSet.allOf(SignatureAlgorithm.class)), NOW);
        applications.register(application(93, "key-of-93", Set.of(SignatureAlgorithm.SHA256)), NOW);
        users.create(
                new CreateUser(
                        new UserId(302), new ApplicationId(92), "demo", "demo@example.com", "demo-password", "Demo"),
                NOW);
        users.create(
                new CreateUser(new UserId(303), new ApplicationId(92), "other", null, "other-password", null), NOW);
        isPopulated = true;
    }

    private static RegisterApplication application(long id, String authKey, Set<SignatureAlgorithm> algorithms) {
        return new RegisterApplication(
                new ApplicationId(id),
                "application " + id,
                new AuthKey(authKey),
                new AuthSecret("demo-auth-secret"),
                algorithms);
    }
}
