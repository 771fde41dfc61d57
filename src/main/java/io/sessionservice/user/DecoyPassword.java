package io.sessionservice.user;

import io.sessionservice.platform.RandomBytes;
import java.util.HexFormat;

/**
 * What the password of an unknown user is compared with, so that it takes as long as that of a known one (CWE-204). It looks like one
 * that the encoder has just made and is none: nobody knows a password that comes to these characters, and making one would cost the
 * start a hash.
 */
final class DecoyPassword {

    /** As the encoder writes what it encodes; a test holds it against that. */
    private static final String ALGORITHM_AND_COST = "{bcrypt}$2a$10$";

    /** Salt and hash, in bcrypt's own base64, which has the digits of hex too. */
    private static final int LENGTH = 53;

    private DecoyPassword() {}

    static String from(RandomBytes random) {
        return ALGORITHM_AND_COST
                + HexFormat.of().formatHex(random.next(LENGTH / 2 + 1)).substring(0, LENGTH);
    }
}
