package io.sessionservice.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.ClientNetwork;
import io.sessionservice.platform.FailureLimit;
import io.sessionservice.platform.FailureLimits;
import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords (OWASP ASVS 5.0, 6.3.1): by address, by account and address, and by account for guesses from
 * many addresses. The last does not hold up an address from which the account has logged in lately, so guessing does not lock
 * its owner out.
 */
@Component
class LoginLimits {

    private static final Duration TRUST = Duration.ofDays(30);
    private static final int MOST_TRUSTED = 50_000;

    private final FailureLimit byAddress;
    private final FailureLimit byAccountAndAddress;
    private final FailureLimit byAccount;
    private final Cache<String, Boolean> trusted = Caffeine.newBuilder()
            .maximumSize(MOST_TRUSTED)
            .expireAfterWrite(TRUST)
            .build();

    LoginLimits(LimitsProperties properties, FailureLimits limits) {
        Duration window = properties.loginWindow();
        byAddress = limits.make("logins_by_address", properties.failedLoginsPerAddress(), window);
        byAccountAndAddress =
                limits.make("logins_by_account_and_address", properties.failedLoginsPerAccountAndAddress(), window);
        byAccount = limits.make("logins_by_account", properties.failedLoginsPerAccount(), window);
    }

    /** @throws RequestRefusedException when this has failed too often to be tried now */
    void require(ApplicationId application, Credentials credentials) {
        if (byAddress.isQuiet() && byAccountAndAddress.isQuiet() && byAccount.isQuiet()) {
            return;
        }
        String network = network(credentials);
        String account = account(application, credentials);
        requireNone(byAddress.wait(network));
        requireNone(byAccountAndAddress.wait(account + network));
        if (trusted.getIfPresent(account + network) == null) {
            requireNone(byAccount.wait(account));
        }
    }

    private static void requireNone(Duration wait) {
        if (!wait.isZero()) {
            throw RequestRefusedException.tooManyRequests(wait);
        }
    }

    void failed(ApplicationId application, Credentials credentials) {
        String network = network(credentials);
        String account = account(application, credentials);
        AuditEntry about = AuditEntry.of(AuditType.EXCESS_RATE_LIMIT_EXCEEDED, "user")
                .onApplication(application.value())
                .from(credentials.address());
        byAddress.failed(network, about);
        byAccountAndAddress.failed(account + network, about);
        byAccount.failed(account, about);
    }

    void succeeded(ApplicationId application, Credentials credentials) {
        trusted.put(account(application, credentials) + network(credentials), true);
    }

    private static String network(Credentials credentials) {
        return ClientNetwork.of(Objects.requireNonNullElse(credentials.address(), ""));
    }

    /** Not the name itself: people type passwords there, and it may be long. The same e-mail address has many spellings. */
    private static String account(ApplicationId application, Credentials credentials) {
        String name = Objects.requireNonNullElse(credentials.login(), credentials.email());
        String of = application.value() + "/" + Objects.toString(name, "").toLowerCase(Locale.ROOT);
        return UUID.nameUUIDFromBytes(of.getBytes(UTF_8)).toString();
    }
}
