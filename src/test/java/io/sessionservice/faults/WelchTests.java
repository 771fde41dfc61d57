package io.sessionservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WelchTests {

    private final Random random = new Random(1);

    /** Computed apart, in Python from the formula. */
    @Test
    void isWelchsT() {
        Welch welch = Welch.of(List.of(1.0, 2.0, 3.0, 4.0), List.of(2.0, 4.0, 6.0, 9.0));
        assertThat(welch.t()).isCloseTo(-1.690_641, within(0.000_001));
    }

    @Test
    void tellsATwentiethOfTheNoiseApartInManySamples() {
        assertThat(Welch.of(times(5, 100_000), times(5, 100_000)).tellsApart()).isFalse();
        assertThat(Welch.of(times(5, 100_000), times(5.05, 100_000)).tellsApart())
                .isTrue();
    }

    private List<Double> times(double mean, int count) {
        return DoubleStream.generate(() -> mean + random.nextGaussian())
                .limit(count)
                .boxed()
                .toList();
    }
}
