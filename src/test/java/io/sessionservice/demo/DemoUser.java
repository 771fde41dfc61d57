package io.sessionservice.demo;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.time.Clock;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;

/** Creates the demo's user on its first run. */
@TestConfiguration(proxyBeanMethods = false)
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoUser implements ApplicationRunner {

    static final String LOGIN = "demo";
    static final String PASSWORD = "demo-password";

    private final UserRegistry users;
    private final Clock clock;

    DemoUser(UserRegistry users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            users.create(
                    new CreateUser(new UserId(302), new ApplicationId(92), LOGIN, "demo@example.com", PASSWORD, null),
                    clock.instant());
        } catch (DataIntegrityViolationException e) {
            // it is there from an earlier run
        }
    }
}
