package io.sessionservice.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses an operator's credentials (OWASP ASVS 5.0, 6.3.1): by address, and by name for guesses from many
 * addresses. Addresses that logged in lately are not held up by the name, so nobody can lock the operator out by guessing.
 */
final class LoginThrottle {

    private static final Duration TRUST = Duration.ofDays(7);
    private static final int MOST_TRUSTED = 1_000;
    private static final int IPV6_NETWORK_BYTES = 8;

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
        String network = network(address);
        Optional<Duration> wait = byAddress.exhaustedFor(network);
        return wait.isPresent() || trusted.getIfPresent(network) != null ? wait : byName.exhaustedFor(name);
    }

    void failed(String address, String name) {
        byAddress.count(network(address));
        byName.count(name);
    }

    void succeeded(String address) {
        trusted.put(network(address), true);
    }

    /** An IPv6 host has 2^64 addresses to choose from: its network stands for it. */
    private static String network(String address) {
        InetAddress parsed = parse(address);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), IPV6_NETWORK_BYTES))
                : address;
    }

    private static @Nullable InetAddress parse(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
