package io.sessionservice.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyTests {

    private static final String BASE64 = "dGhpcnR5LXR3byBieXRlcyBmb3IgYSB0ZXN0IG9ubHk=";

    @Test
    void readsIdAndKey() {
        SealingKey key = SealingKey.parse("2026-01:" + BASE64);

        assertThat(key.id()).isEqualTo("2026-01");
        assertThat(key.key().getAlgorithm()).isEqualTo("AES");
        assertThat(key.key().getEncoded()).asString(US_ASCII).isEqualTo("thirty-two bytes for a test only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "12345678901234567890123456789012"})
    void takesIdsOfUpTo32PlainCharacters(String id) {
        assertThat(SealingKey.parse(id + ':' + BASE64).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "ü", "a\n", "123456789012345678901234567890123"})
    void refusesOtherIds(String id) {
        refuses(id + ':' + BASE64, "sessions.sealing.keys: each key has the form id:base64(32 bytes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", BASE64})
    void refusesKeyWithoutId(String text) {
        refuses(text, "sessions.sealing.keys: each key has the form id:base64(32 bytes)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dGhpcnR5LXR3byBieXRlcyBmb3IgYSB0ZXN0IG9ubHk*",
                "dGhpcnR5LXR3byBieXRlcyBmb3IgYSB0ZXN0IG9ubHk= ",
                "dGhpcnR5LXR3byBieXRlcyBmb3IgYSB0ZXN0IG9ubHk==",
                "dGhpcnR5-XR3byBieXRlcyBmb3IgYSB0ZXN0IG9ubHk=",
                "other:dGhpcnR5LXR3byBieXRlcyBmb3IgYSB0ZXN0IG9ubHk="
            })
    void refusesWhatIsNotBase64(String base64) {
        refuses("main:" + base64, "sessions.sealing.keys: key 'main' is not base64");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 24, 31, 33, 64})
    void refusesAnotherLength(int length) {
        refuses(
                "main:" + Base64.getEncoder().encodeToString(new byte[length]),
                "sessions.sealing.keys: key 'main' has %d bytes, it needs 32".formatted(length));
    }

    @Test
    void isPrintedWithoutKey() {
        assertThat(SealingKey.parse("main:" + BASE64)).hasToString("SealingKey[main, ****]");
    }

    /** The whole message is given, so that no part of the key can be in it; nor is there a cause that could tell. */
    private static void refuses(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SealingKey.parse(text))
                .withMessage(message)
                .withNoCause();
    }
}
