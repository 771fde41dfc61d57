package io.sessionservice.signature;

/**
 * The HMAC key that an application shares with its clients; never on the wire, and never printed.
 *
 * @param value the secret text, whose UTF-8 bytes key the HMAC
 */
public record AuthSecret(String value) {

    @Override
    public String toString() {
        return "AuthSecret[****]";
    }
}
