package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sessionservice.signature.SignedParameter;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonFormatFuzz {

    private static final String TYPE = "application/json";

    private final JsonFormat format = new JsonFormat();
    private final JsonMapper json = new JsonMapper();

    /** What is read is text that UTF-8 can write, and reads the same again when it is written anew as texts. */
    @Timeout(5)
    @FuzzTest
    void readsOrRefuses(byte[] data) {
        FuzzedBodies.read(format, TYPE, data).ifPresent(parameters -> {
            assertThat(parameters).allSatisfy(parameter -> {
                assertThat(new String(parameter.value().getBytes(UTF_8), UTF_8)).isEqualTo(parameter.value());
                assertThat(new String(parameter.name().getBytes(UTF_8), UTF_8)).isEqualTo(parameter.name());
            });
            if (parameters.stream().map(SignedParameter::name).distinct().count() == parameters.size()) {
                assertThat(format.read(written(parameters), MediaType.APPLICATION_JSON))
                        .isEqualTo(parameters);
            }
        });
    }

    private byte[] written(List<SignedParameter> parameters) {
        ObjectNode object = json.createObjectNode();
        parameters.forEach(parameter -> object.put(parameter.name(), parameter.value()));
        return json.writeValueAsBytes(object);
    }
}
