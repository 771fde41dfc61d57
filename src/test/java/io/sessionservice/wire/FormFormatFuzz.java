package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sessionservice.signature.SignedParameter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;

class FormFormatFuzz {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final FormFormat format = new FormFormat();

    /** What is read is what the JDK's decoder reads, and reads the same again when it is written anew. */
    @Timeout(5)
    @FuzzTest
    void readsOrRefuses(byte[] data) {
        FuzzedBodies.read(format, FORM, data).ifPresent(parameters -> {
            assertThat(parameters).isEqualTo(decodedByTheJdk(data));
            assertThat(FuzzedBodies.read(format, FORM, written(parameters))).contains(parameters);
        });
    }

    private static List<SignedParameter> decodedByTheJdk(byte[] data) {
        String body = new String(data, 0, Math.min(data.length, FuzzedBodies.MOST_BYTES), UTF_8);
        return List.of(body.split("&")).stream()
                .filter(pair -> !pair.isEmpty())
                .map(pair -> (pair + (pair.contains("=") ? "" : "=")).split("=", 2))
                .map(pair -> new SignedParameter(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8)))
                .toList();
    }

    private static byte[] written(List<SignedParameter> parameters) {
        return parameters.stream()
                .map(parameter ->
                        URLEncoder.encode(parameter.name(), UTF_8) + '=' + URLEncoder.encode(parameter.value(), UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
    }
}
