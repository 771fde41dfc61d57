package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Requests as a proxy passes them on. */
final class Forwarded {

    private Forwarded() {}

    /** The request with its client's address, on {@code Replica}s that believe it. */
    static byte[] from(String address, byte[] request) {
        String text = new String(request, ISO_8859_1);
        int end = text.indexOf("\r\n") + 2;
        return (text.substring(0, end) + "X-Forwarded-For: " + address + "\r\n" + text.substring(end))
                .getBytes(ISO_8859_1);
    }
}
