package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.InvalidMediaTypeException;

class MultipartFormatFuzz {

    private final MultipartFormat format = new MultipartFormat();

    /** The first line is the boundary's parameter as the header has it, the rest the body. */
    @Timeout(5)
    @FuzzTest
    void readsOrRefuses(byte[] data) {
        int lineEnd = new String(data, ISO_8859_1).indexOf('\n');
        String boundary = new String(data, 0, Math.max(0, lineEnd), ISO_8859_1);
        byte[] body = Arrays.copyOfRange(data, lineEnd + 1, data.length);
        try {
            FuzzedBodies.read(format, "multipart/form-data; boundary=" + boundary, body);
        } catch (InvalidMediaTypeException e) {
            // refused before, as 415, by the resolver
        }
    }
}
