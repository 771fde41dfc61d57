package io.sessionservice.wire;

import static io.sessionservice.wire.WireRefusals.assertInvalid;
import static io.sessionservice.wire.WireRefusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sessionservice.signature.SignedParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterReaderTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "007, 7",
        "-42, -42",
        "00000000000000000042, 42",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void readsIntegersOf64Bits(String text, long value) {
        ParameterReader reader = reader(text);

        assertThat(reader.requireInteger("n", Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(value);
        reader.refuseIfInvalid();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "-", "--1", "+1", "1-", "1.0", "1e3", "1E3", "0x10", "1_000", "1,000", " 1", "1 ", "1L", "NaN",
                "true", "null", "ten", "１２", "١٢", "−1", "1\n"
            })
    void refusesWhatIsNoInteger(String text) {
        assertProblem("is not a number", text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "-9223372036854775809",
                "18446744073709551617",
                "99999999999999999999",
                "000000000000000000042",
                "123456789012345678901234567890"
            })
    void refusesMoreThan64BitsOr20Digits(String text) {
        assertProblem("is out of range", text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void refusesThousandsOfDigitsWithoutReadingThem() {
        assertProblem("is out of range", "9".repeat(15_000), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void keepsTheRangeWithBothEnds() {
        assertThat(reader("1").requireInteger("n", 1, 9)).isEqualTo(1);
        assertThat(reader("9").requireInteger("n", 1, 9)).isEqualTo(9);
        assertProblem("is out of range", "0", 1, 9);
        assertProblem("is out of range", "10", 1, 9);
        assertProblem("is out of range", "-1", 1, 9);
    }

    @Test
    void asksForMissingAndEmptyInteger() {
        ParameterReader missing = new ParameterReader(new WireParameters(List.of()));
        missing.requireInteger("n", 1, 9);

        assertInvalid("n", "is required", missing::refuseIfInvalid);
        assertProblem("is required", "", 1, 9);
    }

    @Test
    void asksForMissingAndEmptyText() {
        ParameterReader missing = new ParameterReader(new WireParameters(List.of()));
        ParameterReader empty = reader("");

        assertThat(missing.requireText("n")).isEmpty();
        assertThat(empty.requireText("n")).isEmpty();

        assertInvalid("n", "is required", missing::refuseIfInvalid);
        assertInvalid("n", "is required", empty::refuseIfInvalid);
    }

    @Test
    void readsTextAsItIs() {
        assertThat(reader(" te xt ").requireText("n")).isEqualTo(" te xt ");
    }

    @Test
    void findsNoTextWhereItIsMissingOrEmpty() {
        ParameterReader reader = reader("");

        assertThat(reader.findText("n")).isNull();
        assertThat(reader.findText("other")).isNull();
        reader.refuseIfInvalid();
    }

    @Test
    void tellsEveryProblemInTheOrderOfReading() {
        ParameterReader reader = reader("x");
        reader.requireText("b");
        reader.requireInteger("n", 1, 9);
        reader.requireText("a");

        assertThat(refusal(reader::refuseIfInvalid).parameters())
                .containsExactly(
                        entry("b", List.of("is required")),
                        entry("n", List.of("is not a number")),
                        entry("a", List.of("is required")));
    }

    @Test
    void tellsTheFirstProblemOfEachParameter() {
        ParameterReader reader = reader("");
        reader.requireText("n");
        reader.problem("n", "is not a signature");

        assertInvalid("n", "is required", reader::refuseIfInvalid);
    }

    private static void assertProblem(String problem, String text, long min, long max) {
        ParameterReader reader = reader(text);

        assertThat(reader.requireInteger("n", min, max)).isEqualTo(min);
        assertInvalid("n", problem, reader::refuseIfInvalid);
    }

    private static ParameterReader reader(String text) {
        return new ParameterReader(new WireParameters(List.of(new SignedParameter("n", text))));
    }
}
