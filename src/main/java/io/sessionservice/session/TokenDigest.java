package io.sessionservice.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is stored of a token. Fast, as the token is random enough to need no salt and no stretching (OWASP ASVS 5.0, 11.4.1). */
final class TokenDigest {

    private static final int FINGERPRINT_BYTES = 20;

    private TokenDigest() {}

    /** SHA-256 of the token's text. */
    static byte[] of(SessionToken token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.value().getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            // every JDK must provide it
            throw new IllegalStateException(e);
        }
    }

    /** The public name of a token: the head of its digest. Finds the row, and leads back to the token no more than the digest. */
    static String fingerprint(byte[] digest) {
        return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    }
}
