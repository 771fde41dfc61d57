package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import io.sessionservice.support.Allocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What holds for whatever stands in a body: it is read, or refused with an answer that can be written; and it costs little. */
final class FuzzedBodies {

    /** The longest body that is read at all. */
    static final int MOST_BYTES = 16 * 1024;

    private static final long MOST_ALLOCATED = 8L * 1024 * 1024;

    private static final CreateSessionReader READER = new CreateSessionReader(new CredentialsReader());
    private static final JsonMapper JSON = new JsonMapper();

    private FuzzedBodies() {}

    /** The parameters, or nothing when they were refused. */
    static Optional<List<SignedParameter>> read(BodyFormat format, String contentType, byte[] data) {
        byte[] body = Arrays.copyOf(data, Math.min(data.length, MOST_BYTES));
        return Allocation.within(MOST_ALLOCATED, () -> {
            try {
                List<SignedParameter> parameters = format.read(body, MediaType.parseMediaType(contentType));
                READER.read(new WireParameters(parameters));
                return Optional.of(parameters);
            } catch (RequestRefusedException refusal) {
                return answered(refusal, format, body, contentType);
            }
        });
    }

    /** Refused for what it says, it may still have been read. */
    private static Optional<List<SignedParameter>> answered(
            RequestRefusedException refusal, BodyFormat format, byte[] body, String contentType) {
        assertThat(ErrorTable.row(refusal).status().value()).isBetween(400, 422);
        assertThat(JSON.writeValueAsBytes(ErrorTable.row(refusal).body())).isNotEmpty();
        try {
            return Optional.of(format.read(body, MediaType.parseMediaType(contentType)));
        } catch (RequestRefusedException again) {
            return Optional.empty();
        }
    }
}
