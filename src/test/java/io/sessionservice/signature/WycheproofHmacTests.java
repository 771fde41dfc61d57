package io.sessionservice.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Known answers of C2SP's Wycheproof. Where a tag is truncated, ours is cut to its length: that still tests the HMAC, though
 * no truncated tag is a signature. No vector has an empty key.
 */
class WycheproofHmacTests {

    record Vector(SignatureAlgorithm algorithm, int id, String key, String message, String tag, boolean valid) {

        @Override
        public String toString() {
            return algorithm + " " + id;
        }
    }

    static List<Vector> vectors() throws IOException {
        return Stream.concat(
                        read(SignatureAlgorithm.SHA1, "/signature/hmac_sha1_wycheproof.json"),
                        read(SignatureAlgorithm.SHA256, "/signature/hmac_sha256_wycheproof.json"))
                .toList();
    }

    private static Stream<Vector> read(SignatureAlgorithm algorithm, String resource) throws IOException {
        try (InputStream json = WycheproofHmacTests.class.getResourceAsStream(resource)) {
            return elements(new JsonMapper().readTree(Objects.requireNonNull(json)), "testGroups")
                    .flatMap(group -> elements(group, "tests"))
                    .map(test -> new Vector(
                            algorithm,
                            test.get("tcId").intValue(),
                            test.get("key").stringValue(),
                            test.get("msg").stringValue(),
                            test.get("tag").stringValue(),
                            test.get("result").stringValue().equals("valid")));
        }
    }

    private static Stream<JsonNode> elements(JsonNode node, String name) {
        return StreamSupport.stream(node.get(name).spliterator(), false);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void matchesValidTagsOnly(Vector vector) {
        byte[] tag = hex(vector.tag());

        byte[] hmac = SignatureVerifier.hmac(vector.algorithm(), hex(vector.key()), hex(vector.message()));

        assertThat(ConstantTime.equal(Arrays.copyOf(hmac, tag.length), tag)).isEqualTo(vector.valid());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
