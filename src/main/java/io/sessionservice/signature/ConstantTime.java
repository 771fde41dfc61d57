package io.sessionservice.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;

/** The only place where secrets are compared: the time taken tells nothing about where two values differ (CWE-208). */
public final class ConstantTime {

    private ConstantTime() {}

    public static boolean equal(byte[] expected, byte[] actual) {
        return MessageDigest.isEqual(expected, actual);
    }

    public static boolean equal(String expected, String actual) {
        return equal(expected.getBytes(UTF_8), actual.getBytes(UTF_8));
    }
}
