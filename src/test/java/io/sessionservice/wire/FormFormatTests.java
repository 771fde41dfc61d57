package io.sessionservice.wire;

import static io.sessionservice.wire.WireRefusals.assertMalformed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.signature.SignedParameter;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class FormFormatTests {

    private final FormFormat format = new FormFormat();

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded, true",
        "application/x-www-form-urlencoded;charset=UTF-8, true",
        "application/x-www-form-urlencoded;charset=ISO-8859-1, true",
        "Application/X-WWW-Form-Urlencoded, true",
        "application/*, false",
        "*/*, false",
        "text/plain, false",
        "application/json, false",
    })
    void readsItsMediaTypeOnly(String contentType, boolean reads) {
        assertThat(format.reads(MediaType.parseMediaType(contentType))).isEqualTo(reads);
    }

    @Test
    void readsParametersInTheirOrder() {
        assertThat(read("nonce=33432&application_id=92&user[login]=alice"))
                .containsExactly(
                        new SignedParameter("nonce", "33432"),
                        new SignedParameter("application_id", "92"),
                        new SignedParameter("user[login]", "alice"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "%20, \" \"",
                "+, \" \"",
                "%2B, +",
                "%2b, +",
                "a+b%2Bc, a b+c",
                "%25, %",
                "%2520, %20",
                "%26%3D, &=",
                "%5Bx%5D, [x]",
                "%C3%BC%F0%9F%98%80, ü😀",
                "ü😀, ü😀",
                "%41%4a%4A, AJJ",
                "a;b, a;b",
                "%0D%0A, \"\r\n\""
            })
    void decodesNamesAndValuesAlike(String encoded, String decoded) {
        assertThat(read(encoded + "=" + encoded)).containsExactly(new SignedParameter(decoded, decoded));
    }

    @Test
    void readsParameterWithoutValue() {
        assertThat(read("a=&b&=c"))
                .containsExactly(
                        new SignedParameter("a", ""), new SignedParameter("b", ""), new SignedParameter("", "c"));
    }

    @Test
    void splitsAtTheFirstEqualsSignOnly() {
        assertThat(read("a=b=c==")).containsExactly(new SignedParameter("a", "b=c=="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "&&&&"})
    void readsNothingFromNothing(String body) {
        assertThat(read(body)).isEmpty();
    }

    @Test
    void skipsEmptyPairs() {
        assertThat(read("&a=1&&b=2&")).containsExactly(new SignedParameter("a", "1"), new SignedParameter("b", "2"));
    }

    @Test
    void keepsRepeatedNamesForLaterJudgement() {
        assertThat(read("a=1&a=2")).containsExactly(new SignedParameter("a", "1"), new SignedParameter("a", "2"));
    }

    @Test
    void takesByteOrderMarkForPartOfTheName() {
        assertThat(read("\uFEFFa=1")).containsExactly(new SignedParameter("\uFEFFa", "1"));
    }

    @Test
    void ignoresCharsetOfMediaType() {
        assertThat(format.read(
                        "a=ü".getBytes(UTF_8),
                        MediaType.parseMediaType("application/x-www-form-urlencoded;charset=ISO-8859-1")))
                .containsExactly(new SignedParameter("a", "ü"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%4", "%zz", "%4g", "%g4", "%%41", "%-1", "%+1", "% 1", "%1ü", "%ü", "%４１", "%u0041", "a%"})
    void refusesBadEscapesInNamesAndValues(String escape) {
        assertMalformed(() -> read("a=" + escape));
        assertMalformed(() -> read(escape + "=a"));
        assertMalformed(() -> read(escape));
        assertMalformed(() -> read("a=" + escape + "&b=1"));
    }

    /** In turn: no start, no end, a stray continuation, NUL in two bytes, half a surrogate pair, beyond Unicode. */
    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "e282", "80", "c080", "eda080", "f4908080"})
    void refusesBytesThatAreNoUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex("613d" + hex);
        String escaped = HexFormat.of().withPrefix("%").formatHex(HexFormat.of().parseHex(hex));

        assertMalformed(() -> format.read(bytes, MediaType.APPLICATION_FORM_URLENCODED));
        assertMalformed(() -> read("a=" + escaped));
        assertMalformed(() -> read(escaped + "=a"));
    }

    @Test
    void refusesCharacterThatIsPartlyEscapedElsewhere() {
        // the bytes of one character in two values
        assertMalformed(() -> read("a=%C3&b=%BC"));
    }

    private List<SignedParameter> read(String body) {
        return format.read(body.getBytes(UTF_8), MediaType.APPLICATION_FORM_URLENCODED);
    }
}
