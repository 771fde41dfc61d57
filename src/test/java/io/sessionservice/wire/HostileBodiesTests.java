package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.sessionservice.refusal.RequestRefusedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * A property, held against bodies that start valid and have been damaged at random, the same ones in each run: whatever the
 * bytes, they are read, or refused with an answer that can be written.
 */
class HostileBodiesTests {

    private static final int BODIES = 5_000;

    private static final String FORM = "application_id=92&auth_key=wJHd4cQSxpQGWx5&timestamp=1333438488&nonce=33432"
            + "&user%5Blogin%5D=al+ice%F0%9F%98%80&user[password]=%C3%BC&signature=b885b70bb732c98a83bcd5911f67d9eae54dc96b";

    private static final String JSON =
            "{\"application_id\":92,\"authKey\":\"wJHd4cQSxpQGWx5\",\"timestamp\":1333438488,\"nonce\":-1.5e3,"
                    + "\"user\":{\"login\":\"al\\u0069ce\\ud83d\\ude00\",\"password\":\"ü\",\"email\":null},\"device\":[1],"
                    + "\"keys\":{\"token\":{}},\"ok\":true,\"signature\":\"b885b70bb732c98a83bcd5911f67d9eae54dc96b\"}";

    private static final String MULTIPART = """
            --b
            Content-Disposition: form-data; name="application_id"

            92
            --b
            content-disposition: form-data; name=authKey
            Content-Type: text/plain; charset=UTF-8

            wJHd4cQSxpQGWx5
            --b
            Content-Disposition: form-data; name="user[login]"; name*=UTF-8''%C3%BC

            ü😀
            --b
            Content-Disposition: form-data; name="file"; filename="=?UTF-8?Q?a=20b?="; size=1; filename*=UTF-8''%e2%82%ac

            bytes
            --b--
            """.replace("\n", "\r\n");

    /** What parsers stumble over, to be written somewhere into a body. */
    private static final List<byte[]> STUMBLING_BLOCKS = Stream.of(
                    "",
                    "\0",
                    "\"",
                    "\\",
                    "'",
                    "%",
                    "%0",
                    "%00",
                    "%zz",
                    "%ff",
                    "%ed%a0%80",
                    "+",
                    "&",
                    "&&",
                    "=",
                    ";",
                    ":",
                    "[",
                    "]",
                    "[[",
                    "{",
                    "}",
                    "{\"a\":",
                    "[".repeat(2_000),
                    "{\"a\":".repeat(2_000),
                    ",",
                    "\r",
                    "\n",
                    "\r\n",
                    "\r\n\r\n",
                    "--",
                    "--b",
                    "\r\n--b",
                    "\r\n--b--",
                    "--b--",
                    "null",
                    "NaN",
                    "1e999999999",
                    "9".repeat(2_000),
                    "\\ud800",
                    "\\udc00\\ud800",
                    "\\u0000",
                    "\\u",
                    "/*",
                    "#",
                    "\uFEFF",
                    "name=\"",
                    "name=",
                    "filename=\"",
                    "filename=\"=?UTF-8?Q?=?=\"",
                    "filename=\"=?UTF-8?B?*?=\"",
                    "filename=\"=?x?Q?=A?=\"",
                    "filename*=",
                    "filename*=UTF-8''%",
                    "filename*=no-charset''a",
                    "filename*=UTF-8''%gg",
                    "size=",
                    "size=x",
                    "size=\"",
                    "creation-date=\"",
                    "read-date=x",
                    "form-data",
                    "Content-Disposition:",
                    "Content-Type: multipart/mixed; boundary=c\r\n",
                    "X: " + "y".repeat(2_000) + "\r\n")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    private final CreateSessionReader reader = new CreateSessionReader(new CredentialsReader());
    private final JsonMapper json = new JsonMapper();

    static Stream<Arguments> formats() {
        return Stream.of(
                argumentSet("form", new FormFormat(), "application/x-www-form-urlencoded", FORM),
                argumentSet("json", new JsonFormat(), "application/json", JSON),
                argumentSet("multipart", new MultipartFormat(), "multipart/form-data; boundary=b", MULTIPART));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void areReadOrRefusedWithAnAnswer(BodyFormat format, String contentType, String valid) {
        MediaType mediaType = MediaType.parseMediaType(contentType);
        Random random = new Random(20120403);
        for (int i = 0; i < BODIES; i++) {
            byte[] body = damage(valid.getBytes(UTF_8), random);
            assertThatCode(() -> readAndAnswer(format, mediaType, body))
                    .as(() ->
                            "%s, ISO 8859-1 %s".formatted(HexFormat.of().formatHex(body), new String(body, ISO_8859_1)))
                    .doesNotThrowAnyException();
        }
    }

    private void readAndAnswer(BodyFormat format, MediaType mediaType, byte[] body) {
        try {
            reader.read(new WireParameters(format.read(body, mediaType)));
        } catch (RequestRefusedException refusal) {
            json.writeValueAsBytes(ErrorTable.row(refusal).body());
        }
    }

    private static byte[] damage(byte[] valid, Random random) {
        byte[] body = valid;
        for (int damages = random.nextInt(1, 5); damages > 0; damages--) {
            int at = random.nextInt(body.length + 1);
            int end = Math.min(body.length, at + random.nextInt(40));
            body = switch (random.nextInt(6)) {
                case 0 -> replace(body, at, Math.min(body.length, at + 1), new byte[] {(byte) random.nextInt()});
                case 1 -> replace(body, at, end, new byte[0]);
                case 2 -> replace(body, at, at, Arrays.copyOfRange(body, at, end));
                case 3 -> Arrays.copyOf(body, at);
                case 4 -> replace(body, at, at, pick(random));
                default -> replace(body, at, end, pick(random));
            };
        }
        return body;
    }

    private static byte[] pick(Random random) {
        return STUMBLING_BLOCKS.get(random.nextInt(STUMBLING_BLOCKS.size()));
    }

    private static byte[] replace(byte[] body, int from, int to, byte[] by) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream();
        replaced.write(body, 0, from);
        replaced.writeBytes(by);
        replaced.write(body, to, body.length - to);
        return replaced.toByteArray();
    }
}
