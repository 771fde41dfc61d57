package io.sessionservice.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTests {

    private static final AuthSecret SECRET = new AuthSecret("test");

    private static final List<SignedParameter> PARAMETERS = List.of(
            new SignedParameter("application_id", "22"),
            new SignedParameter("auth_key", "wJHd4cQSxpQGWx5"),
            new SignedParameter("nonce", "33432"),
            new SignedParameter("timestamp", "1326966962"));

    // printf '…' | openssl dgst -sha1 -hmac test, and -sha256
    private static final String SHA1 = "b885b70bb732c98a83bcd5911f67d9eae54dc96b";
    private static final String SHA256 = "d3460ace577e58b6cb27c57a4253e10664183f5b6a882f41e7e7229255c1d49c";

    private final SignatureVerifier verifier = new SignatureVerifier();

    @ParameterizedTest
    @ValueSource(strings = {SHA1, SHA256})
    void takesAlgorithmFromLengthOfSignature(String signature) {
        assertThat(matches(signature, PARAMETERS)).isTrue();
    }

    @Test
    void tellsAlgorithmOfSignature() {
        assertThat(request(SHA1, PARAMETERS).algorithm()).contains(SignatureAlgorithm.SHA1);
        assertThat(request(SHA256, PARAMETERS).algorithm()).contains(SignatureAlgorithm.SHA256);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 32, 39, 41, 63, 65, 128})
    void knowsNoAlgorithmOfAnotherLength(int digits) {
        assertThat(SignatureAlgorithm.ofHexDigits(digits)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 38, 42, 62, 66})
    void refusesSignatureOfAnotherLength(int digits) {
        assertThat(matches(SHA256.concat(SHA256).substring(0, digits), PARAMETERS))
                .isFalse();
    }

    @Test
    void refusesSha256CutToTheLengthOfSha1() {
        assertThat(matches(SHA256.substring(0, SHA1.length()), PARAMETERS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHA1, SHA256})
    void readsHexOfEitherCase(String signature) {
        assertThat(matches(signature.toUpperCase(Locale.ROOT), PARAMETERS)).isTrue();
    }

    @Test
    void refusesWhatIsNotHex() {
        assertThat(matches("g".repeat(40), PARAMETERS)).isFalse();
        assertThat(matches(SHA1.replace('b', 'ｂ'), PARAMETERS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Test", "test ", "tesT", "other"})
    void refusesAnotherSecret(String secret) {
        assertThat(verifier.matches(request(SHA1, PARAMETERS), new AuthSecret(secret)))
                .isFalse();
    }

    @Test
    void refusesEverythingUnderEmptySecret() {
        // the HMAC of an empty key exists, and anybody can compute it
        String ofEmptyKey = "8a11434ff1d1b50bb80259df6791b6df5a233c4c";

        assertThat(verifier.matches(request(ofEmptyKey, PARAMETERS), new AuthSecret("")))
                .isFalse();
    }

    @Test
    void acceptsEitherReading() {
        List<SignedParameter> other = List.of(new SignedParameter("applicationId", "22"));

        assertThat(verifier.matches(new SignedRequest(SHA1, List.of(PARAMETERS, other)), SECRET))
                .isTrue();
        assertThat(verifier.matches(new SignedRequest(SHA1, List.of(other, PARAMETERS)), SECRET))
                .isTrue();
    }

    @Test
    void refusesWhenNoReadingWasSigned() {
        List<SignedParameter> other = List.of(new SignedParameter("applicationId", "22"));

        assertThat(verifier.matches(new SignedRequest(SHA1, List.of(other, other)), SECRET))
                .isFalse();
        assertThat(verifier.matches(new SignedRequest(SHA1, List.of()), SECRET)).isFalse();
    }

    @Test
    void takesParametersInAnyOrder() {
        List<SignedParameter> backwards = new ArrayList<>(PARAMETERS);
        Collections.reverse(backwards);

        assertThat(matches(SHA1, backwards)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("changed")
    void noticesOneChangedCharacter(List<SignedParameter> parameters) {
        assertThat(matches(SHA1, parameters)).isFalse();
        assertThat(matches(SHA256, parameters)).isFalse();
    }

    /** The parameters, each time with another one of their characters changed. */
    static Stream<List<SignedParameter>> changed() {
        List<List<SignedParameter>> all = new ArrayList<>();
        for (int i = 0; i < PARAMETERS.size(); i++) {
            SignedParameter parameter = PARAMETERS.get(i);
            for (int at = 0; at < parameter.name().length(); at++) {
                all.add(replaced(i, new SignedParameter(change(parameter.name(), at), parameter.value())));
            }
            for (int at = 0; at < parameter.value().length(); at++) {
                all.add(replaced(i, new SignedParameter(parameter.name(), change(parameter.value(), at))));
            }
        }
        return all.stream();
    }

    private static List<SignedParameter> replaced(int index, SignedParameter parameter) {
        List<SignedParameter> parameters = new ArrayList<>(PARAMETERS);
        parameters.set(index, parameter);
        return parameters;
    }

    private static String change(String text, int at) {
        char[] characters = text.toCharArray();
        characters[at] = (char) (characters[at] ^ 1);
        return new String(characters);
    }

    @Test
    void noticesOneParameterMore() {
        List<SignedParameter> more = new ArrayList<>(PARAMETERS);
        more.add(new SignedParameter("user[login]", "alice"));

        assertThat(matches(SHA1, more)).isFalse();
    }

    @Test
    void noticesOneParameterLess() {
        assertThat(matches(SHA1, PARAMETERS.subList(0, 3))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {SHA1, SHA256})
    void noticesEveryChangedDigitOfSignature(String signature) {
        for (int at = 0; at < signature.length(); at++) {
            char digit = signature.charAt(at) == '0' ? '1' : '0';
            String other = signature.substring(0, at) + digit + signature.substring(at + 1);

            assertThat(matches(other, PARAMETERS)).as("digit %d", at).isFalse();
        }
    }

    private boolean matches(String signature, List<SignedParameter> parameters) {
        return verifier.matches(request(signature, parameters), SECRET);
    }

    private static SignedRequest request(String signature, List<SignedParameter> parameters) {
        return new SignedRequest(signature, List.of(parameters));
    }
}
