package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Reads the body of a request: whole, small and in time, or not at all. */
@Component
class BodyReader {

    private static final int MAX_BODY_BYTES = 16 * 1024;
    /** Room for a body of the SDKs. There is more as it comes: who only says that much will follow holds no memory for it. */
    private static final int AT_FIRST = 1024;

    private final long timeoutNanos;

    BodyReader(AdmissionProperties properties) {
        this.timeoutNanos = properties.receiveTimeout().toNanos();
    }

    /** @throws RequestRefusedException with BODY_TOO_LARGE, BODY_TOO_SLOW, or BODY_MALFORMED when it breaks off */
    byte[] read(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length > MAX_BODY_BYTES) {
            throw new RequestRefusedException(RefusalReason.BODY_TOO_LARGE);
        }
        try {
            return read(request.getInputStream(), length < 0 ? MAX_BODY_BYTES + 1 : (int) length);
        } catch (IOException e) {
            // cut off, silent for too long, or chunked wrongly
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }

    /** The time is looked at only where a body comes in pieces, which that of a client seldom does. */
    private byte[] read(InputStream in, int most) throws IOException {
        byte[] body = new byte[Math.min(most, AT_FIRST)];
        int filled = 0;
        long begin = System.nanoTime();
        while (filled < most) {
            if (filled == body.length) {
                body = Arrays.copyOf(body, Math.min(most, 2 * filled));
            }
            int count = in.read(body, filled, body.length - filled);
            if (count < 0) {
                return Arrays.copyOf(body, filled);
            }
            filled += count;
            if (filled < most && System.nanoTime() - begin > timeoutNanos) {
                throw new RequestRefusedException(RefusalReason.BODY_TOO_SLOW);
            }
        }
        if (filled > MAX_BODY_BYTES) {
            throw new RequestRefusedException(RefusalReason.BODY_TOO_LARGE);
        }
        return body;
    }
}
