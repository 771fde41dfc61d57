package io.sessionservice.support;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.User;
import io.sessionservice.user.UserRegistry;
import java.time.Instant;
import java.util.EnumSet;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;

/** Makes each test an application of its own, so that tests sharing a database do not meet. */
@TestConfiguration(proxyBeanMethods = false)
public class TestApplications {

    public static final String PASSWORD = "correct horse battery staple";

    private final ApplicationRegistry applications;
    private final UserRegistry users;

    TestApplications(ApplicationRegistry applications, UserRegistry users) {
        this.applications = applications;
        this.users = users;
    }

    public Application register(Instant now) {
        return applications.register(
                new RegisterApplication(
                        null,
                        "test",
                        new AuthKey(UUID.randomUUID().toString()),
                        new AuthSecret("secret-" + UUID.randomUUID()),
                        EnumSet.allOf(SignatureAlgorithm.class)),
                now);
    }

    /** A user that logs in as {@code alice} with {@link #PASSWORD}. */
    public User createAlice(Application application, Instant now) {
        return users.create(
                new CreateUser(null, application.id(), "alice", "Alice@Example.com", PASSWORD, "Alice"), now);
    }
}
