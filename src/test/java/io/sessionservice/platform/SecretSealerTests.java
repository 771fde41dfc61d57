package io.sessionservice.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealerTests {

    private static final String OLD_KEY = base64("the old key, thirty-two bytes ..");
    private static final String NEW_KEY = base64("the new key, thirty-two bytes ..");

    private static final String CONTEXT = "the auth secret of application 92";
    private static final String SECRET = "a secret";

    private final SecretSealer sealer = sealer("new:" + NEW_KEY, "old:" + OLD_KEY);

    @ParameterizedTest
    @ValueSource(strings = {"", "a secret", "not ASCII: ü漢😀", "with : and \n"})
    void unsealsWhatItSealed(String secret) {
        assertThat(sealer.unseal(sealer.seal(secret, CONTEXT), CONTEXT)).isEqualTo(secret);
    }

    @Test
    void sealsWithTheFirstKey() {
        assertThat(sealer.seal(SECRET, CONTEXT)).startsWith("new:");
    }

    @Test
    void unsealsWithEveryKey() {
        String sealedBefore = sealer("old:" + OLD_KEY).seal(SECRET, CONTEXT);

        assertThat(sealer.unseal(sealedBefore, CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(sealer.seal(SECRET, CONTEXT)).isNotEqualTo(sealer.seal(SECRET, CONTEXT));
    }

    @Test
    void showsNothingOfTheSecret() {
        String sealed = sealer.seal(SECRET, CONTEXT);

        assertThat(new String(envelope(sealed), US_ASCII)).doesNotContain(SECRET);
    }

    @Test
    void refusesAnotherContext() {
        String sealed = sealer.seal(SECRET, CONTEXT);

        assertThatIllegalStateException()
                .isThrownBy(() -> sealer.unseal(sealed, "the auth secret of application 93"))
                .withMessage("cannot seal or unseal the auth secret of application 93 with key 'new'");
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] envelope = envelope(sealer.seal(SECRET, CONTEXT));
        for (int bit = 0; bit < envelope.length * 8; bit++) {
            byte[] flipped = envelope.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatIllegalStateException()
                    .as("bit %d", bit)
                    .isThrownBy(() -> sealer.unseal("new:" + Base64.getEncoder().encodeToString(flipped), CONTEXT));
        }
    }

    @Test
    void refusesTheRightKeyUnderAnotherId() {
        String sealed = sealer.seal(SECRET, CONTEXT).replace("new:", "old:");

        assertThatIllegalStateException().isThrownBy(() -> sealer.unseal(sealed, CONTEXT));
    }

    @Test
    void refusesAnotherKeyUnderTheSameId() {
        String sealed = sealer("new:" + OLD_KEY).seal(SECRET, CONTEXT);

        assertThatIllegalStateException().isThrownBy(() -> sealer.unseal(sealed, CONTEXT));
    }

    @Test
    void namesTheMissingKey() {
        String sealed = sealer("lost:" + OLD_KEY).seal(SECRET, CONTEXT);

        assertThatIllegalStateException()
                .isThrownBy(() -> sealer.unseal(sealed, CONTEXT))
                .withMessage("sessions.sealing.keys: key 'lost' is needed to unseal " + CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "new", "new:", ":", "new:*", "new:AAAA", "new:AAAAAAAAAAAAAAAA", "new:AAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatWasNeverSealed(String sealed) {
        assertThatIllegalStateException()
                .isThrownBy(() -> sealer.unseal(sealed, CONTEXT))
                .withMessageContaining(CONTEXT);
    }

    @Test
    void refusesTwoKeysOfOneId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealer("one:" + OLD_KEY, "one:" + NEW_KEY))
                .withMessage("sessions.sealing.keys: key 'one' is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another context", "lost key", "cut off"})
    void tellsNeitherKeyNorSecretWhenItRefuses(String why) {
        String sealed = sealer.seal(SECRET, CONTEXT);
        Throwable refusal = catchThrowable(() -> {
            switch (why) {
                case "another context" -> sealer.unseal(sealed, "another");
                case "lost key" -> sealer("old:" + OLD_KEY).unseal(sealed, CONTEXT);
                default -> sealer.unseal(sealed.substring(0, sealed.length() - 4), CONTEXT);
            }
        });

        assertThat(Throwables.getStackTrace(refusal))
                .contains("IllegalStateException")
                .doesNotContain(SECRET, OLD_KEY, NEW_KEY, sealed, "thirty-two bytes");
    }

    private static SecretSealer sealer(String... keys) {
        SecureRandom random = new SecureRandom();
        return new SecretSealer(new SealingProperties(List.of(keys)), length -> {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        });
    }

    private static byte[] envelope(String sealed) {
        return Base64.getDecoder().decode(sealed.substring(sealed.indexOf(':') + 1));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
    }
}
