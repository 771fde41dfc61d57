package io.sessionservice.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sessionservice.platform.ClientNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Slows down who guesses an operator's credentials (OWASP ASVS 5.0, 6.3.1): by address, and by name for guesses from many
 * addresses. Addresses that logged in lately are not held up by the name, so nobody can lock the operator out by guessing.
 */
final class LoginThrottle {

    private static final Duration TRUST = Duration.ofDays(7);
    private static final int MOST_TRUSTED = 1_000;

    private final AttemptCounter byAddress;
    private final AttemptCounter byName;
    private final Cache<String, Boolean> trusted;

    LoginThrottle(AdminProperties.Limits limits, Clock clock) {
        this.byAddress = new AttemptCounter(limits.failedLoginsPerAddress(), limits.window(), clock);
        this.byName = new AttemptCounter(limits.failedLoginsPerName(), limits.window(), clock);
        this.trusted = Caffeine.newBuilder()
                .maximumSize(MOST_TRUSTED)
                .expireAfterWrite(TRUST)
                .build();
    }

    /** How long this login has to wait; empty when it is heard now. */
    Optional<Duration> wait(String address, String name) {
        String network = ClientNetwork.of(address);
        Optional<Duration> wait = byAddress.exhaustedFor(network);
        return wait.isPresent() || trusted.getIfPresent(network) != null ? wait : byName.exhaustedFor(name);
    }

    void failed(String address, String name) {
        byAddress.count(ClientNetwork.of(address));
        byName.count(name);
    }

    void succeeded(String address) {
        trusted.put(ClientNetwork.of(address), true);
    }
}
