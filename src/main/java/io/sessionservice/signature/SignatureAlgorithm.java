package io.sessionservice.signature;

import java.util.Optional;

/** The HMACs that a request may be signed with. The number of hex digits of a signature tells which one it is. */
public enum SignatureAlgorithm {
    SHA1("HmacSHA1", 40),
    SHA256("HmacSHA256", 64);

    private final String macName;
    private final int hexDigits;

    SignatureAlgorithm(String macName, int hexDigits) {
        this.macName = macName;
        this.hexDigits = hexDigits;
    }

    /** The name under which the JDK knows the MAC. */
    String macName() {
        return macName;
    }

    /** The algorithm whose signatures have this many hex digits, or empty when none has. */
    public static Optional<SignatureAlgorithm> ofHexDigits(int digits) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.hexDigits == digits) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
