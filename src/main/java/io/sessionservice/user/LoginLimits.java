package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.FailureLimits;
import io.sessionservice.platform.GuessLimits;
import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Slows down who guesses passwords. */
@Component
class LoginLimits {

    private final GuessLimits guesses;

    LoginLimits(LimitsProperties properties, FailureLimits limits) {
        Duration window = properties.loginWindow();
        guesses = new GuessLimits(
                limits.make("logins_by_address", properties.failedLoginsPerAddress(), window),
                limits.make("logins_by_account_and_address", properties.failedLoginsPerAccountAndAddress(), window),
                limits.make("logins_by_account", properties.failedLoginsPerAccount(), window));
    }

    /** @throws RequestRefusedException when this has failed too often to be tried now */
    void require(ApplicationId application, Credentials credentials) {
        Duration wait = guesses.wait(account(application, credentials), credentials.address());
        if (!wait.isZero()) {
            throw RequestRefusedException.tooManyRequests(wait);
        }
    }

    void failed(ApplicationId application, Credentials credentials) {
        AuditEntry about = AuditEntry.of(AuditType.EXCESS_RATE_LIMIT_EXCEEDED, "user")
                .onApplication(application.value())
                .from(credentials.address());
        guesses.failed(account(application, credentials), credentials.address(), about);
    }

    void succeeded(ApplicationId application, Credentials credentials) {
        guesses.succeeded(account(application, credentials), credentials.address());
    }

    /** The same e-mail address has many spellings. */
    private static String account(ApplicationId application, Credentials credentials) {
        String name = Objects.requireNonNullElse(credentials.login(), credentials.email());
        return application.value() + "/" + Objects.toString(name, "").toLowerCase(Locale.ROOT);
    }
}
