package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Strict decoding: bytes that are no text are refused, not replaced, for a replacement would be signed by nobody. */
final class Utf8 {

    private Utf8() {}

    static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }
}
