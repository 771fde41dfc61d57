package io.sessionservice.platform;

/** Where secrets get their randomness; a fixed one in tests. */
@FunctionalInterface
public interface RandomBytes {

    /** Returns {@code length} fresh bytes that nobody can guess (OWASP ASVS 5.0, 11.5.1) */
    byte[] next(int length);
}
