package io.sessionservice.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonceSlotTests {

    private static final Duration SLOT = Duration.ofMinutes(10);

    /** The widest window, and another slot for replicas whose clocks differ. */
    private static final Duration REACH = Duration.ofMinutes(30).plus(SLOT);

    private static final Duration RING = SLOT.multipliedBy(16);

    /** Times from the years 1970 to 2100, the same in each run. */
    static LongStream seconds() {
        return new Random(20120403).longs(2_000, 0, 4_102_444_800L);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "599, 0", "600, 1", "9599, 15", "9600, 0", "1326966962, 11"})
    void isTenMinutesWideAndTurnsAfterSixteen(long timestamp, short slot) {
        assertThat(NonceSlot.of(Instant.ofEpochSecond(timestamp))).isEqualTo(slot);
    }

    @Test
    void isWhatTheTableChecks() {
        seconds()
                .forEach(timestamp -> assertThat(NonceSlot.of(Instant.ofEpochSecond(timestamp)))
                        .as("slot of %d", timestamp)
                        // db/migration, ck_nonces_slot: slot = request_timestamp / 600 % 16
                        .isEqualTo((short) (timestamp / 600 % 16)));
    }

    @Test
    void isNeverIdleWhileATimestampOfItCanBeLive() {
        Random random = new Random(19);
        seconds().forEach(second -> {
            Instant now = Instant.ofEpochSecond(second, random.nextInt(1_000_000_000));
            BitSet idle = NonceSlot.idle(now);
            long reach = REACH.toSeconds();
            random.longs(50, -reach, reach + 1)
                    .mapToObj(now::plusSeconds)
                    .forEach(timestamp -> assertThat(idle.get(NonceSlot.of(timestamp)))
                            .as("slot of %s idle at %s", timestamp, now)
                            .isFalse());
        });
    }

    @Test
    void isNotIdleAtBothEndsOfTheReach() {
        seconds().mapToObj(Instant::ofEpochSecond).forEach(now -> {
            BitSet idle = NonceSlot.idle(now);
            assertThat(idle.get(NonceSlot.of(now.minus(REACH)))).as("%s", now).isFalse();
            assertThat(idle.get(NonceSlot.of(now.plus(REACH)))).as("%s", now).isFalse();
        });
    }

    @Test
    void getsIdleWithinATurnOfTheRing() {
        seconds().mapToObj(Instant::ofEpochSecond).forEach(start -> {
            BitSet idleOnce = new BitSet();
            for (Duration passed = Duration.ZERO; passed.compareTo(RING) < 0; passed = passed.plus(SLOT)) {
                idleOnce.or(NonceSlot.idle(start.plus(passed)));
            }
            assertThat(idleOnce.cardinality()).as("idle once after %s", start).isEqualTo(16);
        });
    }

    @Test
    void isIdleBeforeItsTurnComesAgain() {
        // or rows of the last turn would be met by those of the next
        seconds().mapToObj(Instant::ofEpochSecond).forEach(used -> {
            short slot = NonceSlot.of(used);
            assertThat(LongStream.range(1, 16)
                            .mapToObj(turn -> used.plus(SLOT.multipliedBy(turn)))
                            .anyMatch(now -> NonceSlot.idle(now).get(slot)))
                    .as("slot of %s", used)
                    .isTrue();
        });
    }
}
