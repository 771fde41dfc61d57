package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureVerifier;
import io.sessionservice.signature.SignedParameter;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.support.RequestSigner;
import io.sessionservice.support.WireClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;

/** The same values in any format and any order are the same request to the signature; another value is another one. */
class SameValuesFuzz {

    private static final String SECRET = "a-secret";
    private static final List<String> NAMES = List.of(
            "application_id", "nonce", "user[login]", "user[password]", "keys[token]", "provider", "a", "a0", "a[");

    private final FormFormat form = new FormFormat();
    private final JsonFormat json = new JsonFormat();
    private final MultipartFormat multipart = new MultipartFormat();
    private final SignatureVerifier verifier = new SignatureVerifier();

    @Timeout(5)
    @FuzzTest
    void isOneRequestInEveryFormatAndOrder(FuzzedDataProvider data) {
        Random order = new Random(data.consumeLong());
        Map<String, String> values = values(data);
        String signature = RequestSigner.sha1(values, SECRET);
        for (List<SignedParameter> read : List.of(
                form.read(WireClient.form(values).getBytes(UTF_8), MediaType.APPLICATION_FORM_URLENCODED),
                json.read(WireClient.json(values).getBytes(UTF_8), MediaType.APPLICATION_JSON),
                multipart.read(parts(values), MediaType.parseMediaType("multipart/form-data; boundary=a-b-c")))) {
            assertThat(read).containsExactlyElementsOf(parameters(values));
            List<SignedParameter> shuffled = new ArrayList<>(read);
            Collections.shuffle(shuffled, order);
            assertThat(matches(signature, shuffled)).isTrue();
        }
        List<SignedParameter> changed = new ArrayList<>(parameters(values));
        int at = order.nextInt(changed.size());
        changed.set(
                at, new SignedParameter(changed.get(at).name(), changed.get(at).value() + "x"));
        assertThat(matches(signature, changed)).isFalse();
    }

    private boolean matches(String signature, List<SignedParameter> parameters) {
        return verifier.matches(new SignedRequest(signature, List.of(parameters)), new AuthSecret(SECRET));
    }

    /** One at least; what no format can say alike, half a surrogate pair and the boundary, is not made. */
    private static Map<String, String> values(FuzzedDataProvider data) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int count = data.consumeInt(1, 12); count > 0; count--) {
            String name = data.consumeBoolean()
                    ? NAMES.get(data.consumeInt(0, NAMES.size() - 1))
                    : "x" + data.consumeInt(0, 99);
            values.put(name, wellFormed(data.consumeString(200)).replace("a-b-c", ""));
        }
        return values;
    }

    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static List<SignedParameter> parameters(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> new SignedParameter(value.getKey(), value.getValue()))
                .toList();
    }

    private static byte[] parts(Map<String, String> values) {
        StringBuilder body = new StringBuilder();
        values.forEach((name, value) -> body.append("--a-b-c\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return body.append("--a-b-c--\r\n").toString().getBytes(UTF_8);
    }
}
