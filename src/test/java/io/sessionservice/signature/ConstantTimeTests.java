package io.sessionservice.signature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstantTimeTests {

    @Test
    void findsEqualBytesEqual() {
        assertThat(ConstantTime.equal(new byte[] {1, 2, 3}, new byte[] {1, 2, 3}))
                .isTrue();
        assertThat(ConstantTime.equal(new byte[0], new byte[0])).isTrue();
    }

    @Test
    void noticesEveryByteThatDiffers() {
        assertThat(ConstantTime.equal(new byte[] {0, 2, 3}, new byte[] {1, 2, 3}))
                .isFalse();
        assertThat(ConstantTime.equal(new byte[] {1, 2, 0}, new byte[] {1, 2, 3}))
                .isFalse();
    }

    @Test
    void noticesAnotherLength() {
        assertThat(ConstantTime.equal(new byte[] {1, 2}, new byte[] {1, 2, 3})).isFalse();
        assertThat(ConstantTime.equal(new byte[] {1, 2, 3}, new byte[] {1, 2})).isFalse();
        assertThat(ConstantTime.equal(new byte[] {1, 2, 3}, new byte[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"wJHd4cQ, wJHd4cQ, true", "wJHd4cQ, wjHd4cQ, false", "wJHd4cQ, wJHd4c, false", "ü, u, false"})
    void comparesTexts(String expected, String actual, boolean equal) {
        assertThat(ConstantTime.equal(expected, actual)).isEqualTo(equal);
    }

    @Test
    void comparesTextsByTheirUtf8() {
        assertThat(ConstantTime.equal("ü😀", "ü😀")).isTrue();
        // composed and decomposed: alike to look at, not alike
        assertThat(ConstantTime.equal("\u00fc", "u\u0308")).isFalse();
    }
}
