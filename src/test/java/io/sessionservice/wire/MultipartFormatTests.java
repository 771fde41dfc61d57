package io.sessionservice.wire;

import static io.sessionservice.wire.WireRefusals.assertMalformed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.signature.SignedParameter;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

class MultipartFormatTests {

    private static final String CONTENT_TYPE = "multipart/form-data; boundary=b";

    private final MultipartFormat format = new MultipartFormat();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    multipart/form-data; boundary=b  | true
                    MULTIPART/Form-Data              | true
                    multipart/mixed; boundary=b      | false
                    application/json                 | false
                    multipart/*                      | false
                    */*                              | false
                    """)
    void readsItsMediaTypeOnly(String contentType, boolean reads) {
        assertThat(format.reads(MediaType.parseMediaType(contentType))).isEqualTo(reads);
    }

    @Test
    void readsPartsInTheirOrder() {
        assertThat(read("""
                --b
                Content-Disposition: form-data; name="nonce"

                33432
                --b
                Content-Disposition: form-data; name="user[login]"

                alice
                --b--
                """))
                .containsExactly(new SignedParameter("nonce", "33432"), new SignedParameter("user[login]", "alice"));
    }

    @Test
    void readsNamesAndValuesAsUtf8() {
        assertThat(read(part("Content-Disposition: form-data; name=\"ü漢😀\"", "ü漢😀")))
                .containsExactly(new SignedParameter("ü漢😀", "ü漢😀"));
    }

    @Test
    void decodesNothingInValues() {
        assertThat(read(part("Content-Disposition: form-data; name=\"a\"", " a+b%20c&d=e\n\n-- b --")))
                .containsExactly(new SignedParameter("a", " a+b%20c&d=e\r\n\r\n-- b --"));
    }

    @Test
    void readsEmptyValue() {
        assertThat(read(part("Content-Disposition: form-data; name=\"a\"", "")))
                .containsExactly(new SignedParameter("a", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-disposition: form-data; name=a",
                "CONTENT-DISPOSITION:form-data;name=\"a\"",
                "Content-Type: text/plain; charset=UTF-8\nContent-Disposition: form-data; name=\"a\"",
                "Content-Disposition: form-data; name=\"a\"\nContent-Length: 1\nX-Other: name=\"b\""
            })
    void readsHeadersInAnyForm(String headers) {
        assertThat(read(part(headers, "1"))).containsExactly(new SignedParameter("a", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b", "\"b\"", "\"b\"; charset=UTF-8"})
    void readsBoundaryWithAndWithoutQuotes(String boundary) {
        assertThat(format.read(
                        bytes(part("Content-Disposition: form-data; name=\"a\"", "1"), UTF_8),
                        MediaType.parseMediaType("multipart/form-data; boundary=" + boundary)))
                .containsExactly(new SignedParameter("a", "1"));
    }

    @Test
    void ignoresWhatStandsBeforeAndAfterTheParts() {
        assertThat(read("before\n" + part("Content-Disposition: form-data; name=\"a\"", "1") + "after\n--b\nno part"))
                .containsExactly(new SignedParameter("a", "1"));
    }

    @Test
    void readsBodyWithoutParts() {
        assertThat(read("--b--\n")).isEmpty();
    }

    @Test
    void takesNestedPartsForText() {
        String nested = "--c\nContent-Disposition: form-data; name=\"nonce\"\n\n1\n--c--";

        assertThat(read(part(
                        "Content-Disposition: form-data; name=\"a\"\nContent-Type: multipart/mixed; boundary=c",
                        nested)))
                .containsExactly(new SignedParameter("a", nested.replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=\"\"", "multipart/form-data; charset=UTF-8"
            })
    void refusesMediaTypeWithoutBoundary(String contentType) {
        byte[] body = bytes(part("Content-Disposition: form-data; name=\"a\"", "1"), UTF_8);

        assertMalformed(() -> format.read(body, MediaType.parseMediaType(contentType)));
    }

    @Test
    void refusesBoundaryLongerThanAnyBuffer() {
        MediaType mediaType = MediaType.parseMediaType("multipart/form-data; boundary=" + "b".repeat(8_000));

        assertMalformed(() -> format.read(new byte[0], mediaType));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data; name=\"a\"; filename=\"a.txt\"",
                "form-data; name=\"a\"; filename=\"\"",
                "form-data; name=\"a\"; filename*=UTF-8''a.txt",
                "form-data; filename=\"a.txt\"; name=\"a\""
            })
    void refusesFiles(String disposition) {
        assertMalformed(() -> read(part("Content-Disposition: " + disposition, "1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data",
                "Content-Disposition:",
                "Content-Disposition: form-data; name",
                "Content-Disposition: form-data; name=\"",
                "Content-Disposition: form-data; name=\"\"; name=\"a\"; filename=\"",
                "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''%gg",
                "Content-Disposition: form-data; name=\"a\"; filename*=no-charset''a",
                "Content-Disposition: form-data;\n name=\"a\"",
                "Content-Type: text/plain; name=\"a\"",
                "X"
            })
    void refusesPartsWithoutReadableName(String headers) {
        assertMalformed(() -> read(part(headers, "1")));
    }

    @Test
    void refusesPartWithoutHeaders() {
        assertMalformed(() -> read("--b\n\n1\n--b--\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a=1",
                "--c\nContent-Disposition: form-data; name=\"a\"\n\n1\n--c--\n",
                "--b",
                "--b\n",
                "--bb\n",
                "--b\nContent-Disposition: form-data; name=\"a\"",
                "--b\nContent-Disposition: form-data; name=\"a\"\n",
                "--b\nContent-Disposition: form-data; name=\"a\"\n--b--\n",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n1",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b-",
                "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b\n"
            })
    void refusesBodyWhoseBoundariesAreMissing(String body) {
        assertMalformed(() -> read(body));
    }

    @Test
    void refusesLineFeedsWithoutCarriageReturns() {
        byte[] body = part("Content-Disposition: form-data; name=\"a\"", "1").getBytes(UTF_8);

        assertMalformed(() -> format.read(body, MediaType.parseMediaType(CONTENT_TYPE)));
    }

    @Test
    void refusesHeadersWithoutEnd() {
        assertMalformed(() -> read(part("Content-Disposition: form-data; name=\"a\"\nX: " + "y".repeat(12_000), "1")));
    }

    /** One byte each in ISO 8859-1, which is no UTF-8. */
    @Test
    void refusesValueThatIsNotUtf8() {
        String body = part("Content-Disposition: form-data; name=\"a\"", "ü");

        assertMalformed(() -> format.read(bytes(body, ISO_8859_1), MediaType.parseMediaType(CONTENT_TYPE)));
    }

    @Test
    void refusesNameThatIsNotUtf8() {
        String body = part("Content-Disposition: form-data; name=\"ü\"", "1");

        assertMalformed(() -> format.read(bytes(body, ISO_8859_1), MediaType.parseMediaType(CONTENT_TYPE)));
    }

    private List<SignedParameter> read(String body) {
        return format.read(bytes(body, UTF_8), MediaType.parseMediaType(CONTENT_TYPE));
    }

    private static String part(String headers, String value) {
        return "--b\n" + headers + "\n\n" + value + "\n--b--\n";
    }

    private static byte[] bytes(String body, Charset charset) {
        return body.replace("\n", "\r\n").getBytes(charset);
    }
}
