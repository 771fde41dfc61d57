package io.sessionservice.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampWindowTests {

    private static final Instant NOW = Instant.parse("2012-04-03T07:34:48Z");

    private final TimestampWindow window = new TimestampWindow(Duration.ofMinutes(10));

    @ParameterizedTest
    @ValueSource(strings = {"PT-10M", "PT-9M-59.999999999S", "PT-1S", "PT0S", "PT1S", "PT9M59.999999999S", "PT10M"})
    void containsBothEdgesAndAllBetween(Duration offset) {
        assertThat(window.contains(NOW.plus(offset), NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-10M-0.000000001S", "PT-10M-1S", "PT-11M", "PT10M0.000000001S", "PT10M1S", "PT11M"})
    void endsRightBeyondEachEdge(Duration offset) {
        assertThat(window.contains(NOW.plus(offset), NOW)).isFalse();
    }

    @Test
    void holdsNoTimestampHoweverFar() {
        assertThat(window.contains(Instant.MIN, NOW)).isFalse();
        assertThat(window.contains(Instant.MAX, NOW)).isFalse();
    }
}
