package io.sessionservice.wire;

import static io.sessionservice.wire.WireRefusals.assertInvalid;
import static io.sessionservice.wire.WireRefusals.assertMalformed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.signature.SignedParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class JsonFormatTests {

    private final JsonFormat format = new JsonFormat();

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "application/json;charset=UTF-8, true",
        "Application/JSON, true",
        "application/hal+json, false",
        "application/*, false",
        "*/*, false",
        "text/json, false",
        "application/x-www-form-urlencoded, false",
    })
    void readsItsMediaTypeOnly(String contentType, boolean reads) {
        assertThat(format.reads(MediaType.parseMediaType(contentType))).isEqualTo(reads);
    }

    @Test
    void readsTextsNumbersAndTruthValuesInTheirOrder() {
        assertThat(read("{\"z\": \"text\", \"a\": 92, \"b\": true, \"c\": false}"))
                .containsExactly(
                        new SignedParameter("z", "text"),
                        new SignedParameter("a", "92"),
                        new SignedParameter("b", "true"),
                        new SignedParameter("c", "false"));
    }

    @Test
    void writesNestedNamesInBrackets() {
        assertThat(read("{\"user\":{\"login\":\"alice\",\"id\":7},\"nonce\":1}"))
                .containsExactly(
                        new SignedParameter("user[login]", "alice"),
                        new SignedParameter("user[id]", "7"),
                        new SignedParameter("nonce", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1.0",
                "1e3",
                "1E+3",
                "-1.50e-7",
                "9223372036854775807",
                "123456789012345678901234567890"
            })
    void keepsDigitsOfNumbersAsSent(String number) {
        assertThat(read("{\"nonce\":" + number + "}")).containsExactly(new SignedParameter("nonce", number));
    }

    @Test
    void keepsDigitsOfNumbersOfUpToThousandDigits() {
        String huge = "9".repeat(1_000);

        assertThat(read("{\"nonce\":" + huge + "}")).containsExactly(new SignedParameter("nonce", huge));
    }

    @Test
    void takesNullForAbsent() {
        assertThat(read("{\"nonce\":null,\"user\":{\"login\":null},\"device\":null}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " \t\r\n{ } \n", "{\"user\":{}}"})
    void readsObjectsOfNothing(String body) {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void readsEmptyNamesAndValues() {
        assertThat(read("{\"\":\"\",\"user\":{\"\":\"\"}}"))
                .containsExactly(new SignedParameter("", ""), new SignedParameter("user[]", ""));
    }

    @Test
    void decodesEscapes() {
        assertThat(read("{\"\\u0061\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fc\\ud83d\\ude00\"}"))
                .containsExactly(new SignedParameter("a", "\"\\/\b\f\n\r\tü😀"));
    }

    @Test
    void readsUtf8() {
        assertThat(read("{\"ü\":\"漢😀\"}")).containsExactly(new SignedParameter("ü", "漢😀"));
    }

    @Test
    void keepsRepeatedNamesForLaterJudgement() {
        assertThat(read("{\"nonce\":1,\"nonce\":2}"))
                .containsExactly(new SignedParameter("nonce", "1"), new SignedParameter("nonce", "2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"nonce":[]}                        | nonce
                    {"nonce":[1]}                       | nonce
                    {"authKey":["x"]}                   | auth_key
                    {"user":[{"login":"x"}]}            | user
                    {"user":{"login":["x"]}}            | user[login]
                    """)
    void refusesArraysByName(String body, String name) {
        assertInvalid(name, "is not a text", () -> read(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":{\"login\":{}}}",
                "{\"user\":{\"login\":{\"x\":1}}}",
                "{\"user\":{\"login\":{\"x\":{\"y\":{\"z\":{}}}}}}"
            })
    void refusesThirdLevelByName(String body) {
        assertInvalid("user[login]", "is nested too deeply", () -> read(body));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 9, 1_000, 10_000})
    void refusesDepthWithoutFollowingIt(int depth) {
        assertInvalid("a[a]", "is nested too deeply", () -> read("{\"a\":".repeat(depth) + "{"));
        assertMalformed(() -> read("[".repeat(depth)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "\"text\"",
                "true",
                "[]",
                "[{\"nonce\":1}]",
                "nonce=1",
                "{nonce:1}",
                "{'nonce':1}",
                "{\"nonce\":1,}",
                "{\"nonce\"}",
                "{\"nonce\" 1}",
                "{\"nonce\":}",
                "{\"nonce\":1 \"a\":2}",
                "{\"nonce\":1}/* comment */",
                "{\"nonce\":01}",
                "{\"nonce\":+1}",
                "{\"nonce\":.5}",
                "{\"nonce\":1.}",
                "{\"nonce\":1e}",
                "{\"nonce\":NaN}",
                "{\"nonce\":Infinity}",
                "{\"nonce\":0x10}",
                "{\"nonce\":True}",
                "{\"nonce\":\"\n\"}",
                "{\"nonce\":\"\\x\"}",
                "{\"nonce\":\"\\u12\"}"
            })
    void refusesWhatIsNoObjectInJson(String body) {
        assertMalformed(() -> read(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{", "}", "]", "x", "1", "null", ",", "\0"})
    void refusesWhatFollowsTheObject(String rest) {
        assertMalformed(() -> read("{\"nonce\":1} " + rest));
    }

    @Test
    void refusesEveryBodyThatIsCutOff() {
        String body = "{\"nonce\":12,\"a\":\"\\u00fc\",\"b\":true,\"user\":{\"login\":\"x\"}}";
        for (int length = 0; length < body.length(); length++) {
            String cut = body.substring(0, length);

            assertMalformed(() -> read(cut));
        }
    }

    @Test
    void refusesByteOrderMark() {
        assertMalformed(() -> read("\uFEFF{\"nonce\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ude00\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"a\":\"\\ud83d\\ud83d\\ude00\"}",
                "{\"a\":\"\\ud83dx\"}",
                "{\"\\ud83d\":\"x\"}",
                "{\"user\":{\"\\ud83d\":\"x\"}}",
                "{\"user\\ud83d\":{\"\\ude00\":\"x\"}}"
            })
    void refusesHalvesOfSurrogatePairs(String body) {
        assertMalformed(() -> read(body));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertMalformed(() -> format.read("{\"a\":\"ü\"}".getBytes(ISO_8859_1), MediaType.APPLICATION_JSON));
    }

    @Test
    void refusesNumberOfMoreThanThousandDigits() {
        assertMalformed(() -> read("{\"nonce\":" + "9".repeat(1_001) + "}"));
    }

    private List<SignedParameter> read(String body) {
        return format.read(body.getBytes(UTF_8), MediaType.APPLICATION_JSON);
    }
}
