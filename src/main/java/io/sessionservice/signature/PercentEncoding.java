package io.sessionservice.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Percent-encoding as clients do it (RFC 3986, 2.1), to recognize text that was signed encoded. */
final class PercentEncoding {

    private static final String UNRESERVED = "-._~*";

    private PercentEncoding() {}

    /** @param blank what becomes of a blank: {@code %20}, or {@code +} in forms */
    static String of(String text, String blank) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c == ' ') {
                encoded.append(blank);
            } else if (isUnreserved(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0;
    }
}
