package io.sessionservice.user;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionservice.application.Application;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.support.ServiceTest;
import io.sessionservice.support.TestApplications;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

@ServiceTest
class UserLoginIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Autowired
    TestApplications applications;

    @Autowired
    UserLogin login;

    @Autowired
    UserRegistry registry;

    @Autowired
    JdbcClient jdbc;

    private Application application;
    private User alice;

    @BeforeEach
    void createAlice() {
        application = applications.register(NOW);
        alice = applications.createAlice(application, NOW);
    }

    @Test
    void knowsAUserByLoginAndByEmail() {
        assertThat(login.login(application.id(), Credentials.ofLogin("alice", TestApplications.PASSWORD)))
                .isEqualTo(alice);
        assertThat(login.login(application.id(), Credentials.ofEmail("ALICE@example.com", TestApplications.PASSWORD)))
                .isEqualTo(alice);
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownUserAlike() {
        refuses(Credentials.ofLogin("alice", "wrong"));
        refuses(Credentials.ofLogin("Alice", TestApplications.PASSWORD));
        refuses(Credentials.ofLogin("nobody", TestApplications.PASSWORD));
        refuses(Credentials.ofEmail("nobody@example.com", TestApplications.PASSWORD));
        refuses(Credentials.ofLogin("alice", "x".repeat(10_000)));
        refuses(Credentials.ofLogin("alice'; --", "x"));
    }

    @Test
    void storesPasswordsEncodedOnly() {
        assertThat(stored(alice)).startsWith("{bcrypt}$2a$10$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcrypt", "pbkdf2@SpringSecurity_v5_8"})
    void encodesAnImportedPasswordAnewAtItsFirstLoginAndThenNoMore(String algorithm) {
        PasswordEncoder other = algorithm.equals("bcrypt")
                ? new BCryptPasswordEncoder(8)
                : Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        EncodedPassword imported = EncodedPassword.parse("{" + algorithm + "}" + other.encode("of another system"))
                .orElseThrow();
        User user = registry.create(
                new ImportUser(null, application.id(), "imported", "imported@example.com", imported, null), NOW);
        refuses(Credentials.ofLogin("imported", "wrong"));
        assertThat(stored(user)).isEqualTo(imported.value());

        assertThat(login.login(application.id(), Credentials.ofLogin("imported", "of another system")))
                .isEqualTo(user);
        String encoded = stored(user);
        assertThat(encoded).startsWith("{bcrypt}$2a$10$");

        assertThat(login.login(application.id(), Credentials.ofLogin("imported", "of another system")))
                .isEqualTo(user);
        refuses(Credentials.ofLogin("imported", "wrong"));
        assertThat(stored(user)).isEqualTo(encoded);
    }

    @Test
    void keepsAStrongerEncodingThanItsOwn() {
        EncodedPassword imported = EncodedPassword.parse("{bcrypt}" + new BCryptPasswordEncoder(11).encode("strong"))
                .orElseThrow();
        User user = registry.create(new ImportUser(null, application.id(), "strong", null, imported, null), NOW);
        login.login(application.id(), Credentials.ofLogin("strong", "strong"));
        assertThat(stored(user)).isEqualTo(imported.value());
    }

    private String stored(User user) {
        return jdbc.sql("SELECT password FROM users WHERE id = :id")
                .param("id", user.id().value())
                .query(String.class)
                .single();
    }

    @Test
    void aLoginAndAnAddressBelongToOneUserOfAnApplication() {
        refusesTaken(new CreateUser(null, application.id(), "alice", null, "p", null));
        refusesTaken(new CreateUser(null, application.id(), "other", "alice@EXAMPLE.com", "p", null));
        refusesTaken(new CreateUser(alice.id(), application.id(), "other", null, "p", null));
        registry.create(
                new CreateUser(null, applications.register(NOW).id(), "alice", "alice@example.com", "p", null), NOW);
    }

    private void refusesTaken(CreateUser command) {
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> registry.create(command, NOW));
    }

    private void refuses(Credentials credentials) {
        assertRefused(RefusalReason.INVALID_CREDENTIALS, () -> login.login(application.id(), credentials));
    }
}
