package io.sessionservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.password.PasswordEncoder;

class DecoyPasswordTests {

    private static final int ID = "{bcrypt}".length();

    /** Up to the last character of the salt, of which bcrypt keeps two bits. */
    private static final int COST_AND_SALT = "$2a$10$".length() + 21;

    private final PasswordEncoder encoder = new PasswordConfiguration().passwordEncoder();
    private final String decoy = DecoyPassword.from(DecoyPasswordTests::random);

    @Test
    void looksLikeOneThatTheEncoderHasMade() {
        String made = encoder.encode("pass-word");

        assertThat(decoy).hasSameSizeAs(made).startsWith(made.substring(0, made.lastIndexOf('$') + 1));
        assertThat(encoder.upgradeEncoding(decoy)).isFalse();
    }

    @Test
    void isComparedInFull() {
        String encoded = decoy.substring(ID);

        // with the decoy's cost and salt, which is what takes the time; refused as malformed it would take none
        assertThat(BCrypt.hashpw("pass-word", encoded))
                .hasSameSizeAs(encoded)
                .startsWith(encoded.substring(0, COST_AND_SALT))
                .isNotEqualTo(encoded);
        assertThat(encoder.matches("pass-word", decoy)).isFalse();
    }

    @Test
    void isAnotherAtEachStart() {
        assertThat(DecoyPassword.from(DecoyPasswordTests::random)).isNotEqualTo(decoy);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
