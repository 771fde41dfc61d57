package io.sessionservice.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses what accounts prove themselves with (OWASP ASVS 5.0, 6.3.1): by address, by account and address, and by
 * account for guesses from many addresses. The last does not hold up an address from which the account has proved itself lately,
 * so guessing does not lock its owner out.
 */
public final class GuessLimits {

    private static final Duration TRUST = Duration.ofDays(30);
    private static final int MOST_TRUSTED = 50_000;

    private final FailureLimit byAddress;
    private final FailureLimit byAccountAndAddress;
    private final FailureLimit byAccount;
    private final Cache<String, Boolean> trusted = Caffeine.newBuilder()
            .maximumSize(MOST_TRUSTED)
            .expireAfterWrite(TRUST)
            .build();

    public GuessLimits(FailureLimit byAddress, FailureLimit byAccountAndAddress, FailureLimit byAccount) {
        this.byAddress = byAddress;
        this.byAccountAndAddress = byAccountAndAddress;
        this.byAccount = byAccount;
    }

    /** How long this account has to wait until it is heard again from this address; zero when it is heard now. */
    public Duration wait(String account, @Nullable String address) {
        if (byAddress.isQuiet() && byAccountAndAddress.isQuiet() && byAccount.isQuiet()) {
            return Duration.ZERO;
        }
        String network = network(address);
        String name = name(account);
        Duration wait = longer(byAddress.wait(network), byAccountAndAddress.wait(name + network));
        return trusted.getIfPresent(name + network) == null ? longer(wait, byAccount.wait(name)) : wait;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Counts a failure; {@code about} is for the event. */
    public void failed(String account, @Nullable String address, AuditEntry about) {
        String network = network(address);
        String name = name(account);
        byAddress.failed(network, about);
        byAccountAndAddress.failed(name + network, about);
        byAccount.failed(name, about);
    }

    public void succeeded(String account, @Nullable String address) {
        trusted.put(name(account) + network(address), true);
    }

    private static String network(@Nullable String address) {
        return ClientNetwork.of(Objects.requireNonNullElse(address, ""));
    }

    /** Not the name itself: people type passwords there, and it may be long. */
    private static String name(String account) {
        return UUID.nameUUIDFromBytes(account.getBytes(UTF_8)).toString();
    }
}
