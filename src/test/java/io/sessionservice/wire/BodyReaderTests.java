package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyReaderTests {

    private final BodyReader reader =
            new BodyReader(new AdmissionProperties(512, Duration.ZERO, Duration.ofSeconds(15)));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 5_000, 16_384})
    void readsAWholeBodyThatComesInPieces(int length) {
        byte[] body = body(length);
        assertThat(reader.read(new Pieces(body, length))).isEqualTo(body);
        assertThat(reader.read(new Pieces(body, -1))).isEqualTo(body);
    }

    @Test
    void refusesMoreThanItReads() {
        Pieces said = new Pieces(new byte[0], 16_385);
        assertThatThrownBy(() -> reader.read(said)).satisfies(BodyReaderTests::isTooLarge);
        assertThat(said.asked).as("not read at all").isEmpty();
        assertThatThrownBy(() -> reader.read(new Pieces(body(16_385), -1))).satisfies(BodyReaderTests::isTooLarge);
    }

    @Test
    void hasNoRoomForWhatIsOnlyPromised() {
        Pieces promised = new Pieces(body(10), 16_000);
        reader.read(promised);
        assertThat(promised.asked).isNotEmpty().allMatch(room -> room <= 1_024);
    }

    private static void isTooLarge(Throwable refused) {
        assertThat(((RequestRefusedException) refused).reason()).isEqualTo(RefusalReason.BODY_TOO_LARGE);
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    /** At most 700 bytes at a time; a length of -1 is not said, as in chunks. */
    private static class Pieces extends MockHttpServletRequest {

        final List<Integer> asked = new ArrayList<>();
        private final ByteArrayInputStream body;
        private final int length;

        Pieces(byte[] body, int length) {
            this.body = new ByteArrayInputStream(body);
            this.length = length;
        }

        @Override
        public long getContentLengthLong() {
            return length;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int read(byte[] into, int at, int room) throws IOException {
                    asked.add(room);
                    return body.read(into, at, Math.min(room, 700));
                }

                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(@Nullable ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
