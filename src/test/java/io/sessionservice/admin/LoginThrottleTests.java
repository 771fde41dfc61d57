package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.support.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTests {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T10:00:00Z"));
    private final LoginThrottle throttle =
            new LoginThrottle(new AdminProperties.Limits(3, 5, 60, Duration.ofMinutes(1)), clock);

    @Test
    void makesAnAddressWaitForTheRestOfTheWindow() {
        fail(2, "192.0.2.1");
        assertThat(throttle.wait("192.0.2.1", "admin")).isEmpty();
        clock.tick(Duration.ofSeconds(20));
        fail(1, "192.0.2.1");
        assertThat(throttle.wait("192.0.2.1", "admin")).contains(Duration.ofSeconds(40));
        assertThat(throttle.wait("192.0.2.2", "admin")).isEmpty();
        clock.tick(Duration.ofSeconds(40));
        assertThat(throttle.wait("192.0.2.1", "admin")).isEmpty();
        fail(1, "192.0.2.1");
        assertThat(throttle.wait("192.0.2.1", "admin")).isEmpty();
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        fail(1, "2001:db8:0:1::1");
        fail(1, "2001:db8:0:1::2");
        fail(1, "2001:db8:0:1:ffff::3");
        assertThat(throttle.wait("2001:db8:0:1::4", "admin")).isPresent();
        assertThat(throttle.wait("2001:db8:0:2::1", "admin")).isEmpty();
    }

    @Test
    void stopsGuessesFromManyAddressesButNotWhoHasLoggedInLately() {
        throttle.succeeded("192.0.2.99");
        for (int i = 0; i < 5; i++) {
            fail(1, "192.0.2." + i);
        }
        assertThat(throttle.wait("192.0.2.50", "admin")).isPresent();
        assertThat(throttle.wait("192.0.2.50", "another")).isEmpty();
        assertThat(throttle.wait("192.0.2.99", "admin")).isEmpty();
        fail(3, "192.0.2.99");
        assertThat(throttle.wait("192.0.2.99", "admin")).isPresent();
    }

    private void fail(int times, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(address, "admin");
        }
    }

    @Test
    void hearsEveryoneWhereLimitsAreLifted() {
        LoginThrottle lifted = new LoginThrottle(
                new AdminProperties.Limits(3, 5, 60, Duration.ofMinutes(1))
                        .unlessLifted(new LimitsProperties(
                                false,
                                Duration.ofMinutes(1),
                                1,
                                1,
                                1,
                                1,
                                1,
                                Duration.ofMinutes(1),
                                1,
                                1,
                                1,
                                Duration.ZERO)),
                clock);
        for (int i = 0; i < 100; i++) {
            lifted.failed("192.0.2.1", "admin");
        }
        assertThat(lifted.wait("192.0.2.1", "admin")).isEmpty();
    }
}
