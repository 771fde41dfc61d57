package io.sessionservice.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Whole requests, signed by a second implementation: see {@code signature/README.md} among the test resources. */
class SignatureVectorsTests {

    /** @param parameters pairs of name and value: a name may be there more than once */
    record Vector(
            String comment, String secret, List<List<String>> parameters, String base, String sha1, String sha256) {

        /** What is signed: a reading holds no signature, the base takes what it is given. */
        List<SignedParameter> covered() {
            return parameters.stream()
                    .map(pair -> new SignedParameter(pair.get(0), pair.get(1)))
                    .filter(parameter -> !parameter.name().equals("signature"))
                    .toList();
        }

        SignedRequest signedWith(String signature) {
            return new SignedRequest(signature, List.of(covered()));
        }

        AuthSecret authSecret() {
            return new AuthSecret(secret);
        }

        @Override
        public String toString() {
            return comment;
        }
    }

    static List<Vector> vectors() throws IOException {
        try (InputStream json =
                SignatureVectorsTests.class.getResourceAsStream("/signature/signature-base-vectors.json")) {
            return new JsonMapper().readValue(Objects.requireNonNull(json), new TypeReference<>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void writesBase(Vector vector) {
        assertThat(SignatureBase.of(vector.covered())).isEqualTo(vector.base());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsBaseWithSha1(Vector vector) {
        byte[] hmac = SignatureVerifier.hmac(SignatureAlgorithm.SHA1, vector.authSecret(), vector.base());

        assertThat(HexFormat.of().formatHex(hmac)).isEqualTo(vector.sha1());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void signsBaseWithSha256(Vector vector) {
        byte[] hmac = SignatureVerifier.hmac(SignatureAlgorithm.SHA256, vector.authSecret(), vector.base());

        assertThat(HexFormat.of().formatHex(hmac)).isEqualTo(vector.sha256());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsBothSignatures(Vector vector) {
        SignatureVerifier verifier = new SignatureVerifier();

        assertThat(verifier.matches(vector.signedWith(vector.sha1()), vector.authSecret()))
                .isTrue();
        assertThat(verifier.matches(vector.signedWith(vector.sha256()), vector.authSecret()))
                .isTrue();
    }
}
