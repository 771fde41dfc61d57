package io.sessionservice.support;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Requests that no client sends, each as it stands on the wire, a character a byte, with the status that refuses it. */
public final class HostileRequests {

    /** What a smuggler would have answered as a request of its own. */
    private static final String SMUGGLED = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final String FORM = "application_id=92&auth_key=x";

    private HostileRequests() {}

    /** Bodies that are too much, too deep or no text. */
    public static Stream<Arguments> bodies() {
        return Stream.of(
                argumentSet("1 MiB", form("a=" + "x".repeat(1024 * 1024)), 413),
                argumentSet("1 MiB, chunked", chunked("a=" + "x".repeat(1024 * 1024)), 413),
                argumentSet("1 MiB of JSON", json("{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}"), 413),
                argumentSet("10,000 parameters", form(parameters(10_000)), 413),
                argumentSet("more parameters than are read", form(parameters(1_500)), 422),
                argumentSet("10,000 members", json("{" + members(10_000) + "}"), 413),
                argumentSet("more members than are read", json("{" + members(1_000) + "}"), 422),
                argumentSet("1,000 arrays deep", json("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"), 422),
                argumentSet("1,000 objects deep", json("{\"a\":".repeat(1000) + "1" + "}".repeat(1000)), 422),
                argumentSet("1,000 arrays deep, unfinished", json("[".repeat(1000)), 400),
                argumentSet("1,000 brackets deep", form("a" + "[b]".repeat(1000) + "=1"), 422),
                argumentSet("names of one hash", form(colliding("=1", "&")), 422),
                argumentSet("members of one hash", json("{\"" + colliding("\":1", ",\"") + "}"), 422),
                argumentSet("bytes that are no UTF-8", form("a=\u00ff\u00fe"), 400),
                argumentSet("escapes that are no UTF-8", form("a=%ff%fe"), 400),
                argumentSet("overlong UTF-8", form("a=%c0%80"), 400),
                argumentSet("half a surrogate", form("a=%ed%a0%80"), 400),
                argumentSet("JSON that is no UTF-8", json("{\"a\":\"\u00ff\"}"), 400),
                argumentSet("half a surrogate in JSON", json("{\"auth_key\":\"\\ud800\"}"), 400),
                argumentSet("NUL", form("application_id=92&auth_key=%00"), 400),
                argumentSet("NUL in JSON", json("{\"auth_key\":\"\\u0000\"}"), 400),
                argumentSet("number without end", json("{\"nonce\":" + "9".repeat(15_000) + "}"), 400),
                argumentSet("exponent without end", json("{\"nonce\":1e999999999}"), 422),
                argumentSet(
                        "gzip", head("Content-Encoding: gzip", "Content-Length: 4") + "\u001f\u008b\u0008\u0000", 400));
    }

    /** Requests whose end, host or target is in doubt. */
    public static Stream<Arguments> framings() {
        return Stream.of(
                argumentSet("length and chunks", smuggling("Content-Length: 6", "Transfer-Encoding: chunked"), 422),
                argumentSet("chunks and length", smuggling("Transfer-Encoding: chunked", "Content-Length: 6"), 422),
                argumentSet("two lengths", smuggling("Content-Length: 5", "Content-Length: 6"), 400),
                argumentSet("the same length twice", smuggling("Content-Length: 5", "Content-Length: 5"), 400),
                argumentSet("list of lengths", smuggling("Content-Length: 5, 6"), 400),
                argumentSet("signed length", smuggling("Content-Length: +5"), 400),
                argumentSet("negative length", smuggling("Content-Length: -5"), 400),
                argumentSet("hexadecimal length", smuggling("Content-Length: 0x5"), 400),
                argumentSet("length beyond numbers", smuggling("Content-Length: 99999999999999999999"), 400),
                argumentSet("length on two lines", smuggling("Content-Length: 5\r\n 6"), 400),
                argumentSet("list of lengths on two lines", smuggling("Content-Length: 5,\r\n\t5"), 400),
                argumentSet("codings on two lines", smuggling("Transfer-Encoding: chunked,\r\n identity"), 400),
                argumentSet("half a coding on each line", smuggling("Transfer-Encoding: chun\r\n ked"), 400),
                argumentSet("unknown coding", smuggling("Transfer-Encoding: xchunked"), 501),
                argumentSet("chunked and more", smuggling("Transfer-Encoding: chunked, identity"), 400),
                argumentSet(
                        "chunked twice", smuggling("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"), 400),
                argumentSet("chunked behind a tab", smuggling("Transfer-Encoding:\u000bchunked"), 400),
                argumentSet("blank before the colon", smuggling("Transfer-Encoding : chunked"), 400),
                argumentSet("CR in a header", smuggling("X: a\rTransfer-Encoding: chunked"), 400),
                argumentSet("NUL in a header", smuggling("X: a\u0000b"), 400),
                argumentSet("line without colon", smuggling("nonsense"), 400),
                argumentSet("size that is none", chunks("zz\r\nhello\r\n0\r\n\r\n"), 400),
                argumentSet("negative size", chunks("-5\r\nhello\r\n0\r\n\r\n"), 400),
                argumentSet("size beyond numbers", chunks("fffffffffffffffff\r\nhello\r\n0\r\n\r\n"), 400),
                argumentSet("chunk that does not end", chunks("5\r\nhelloX\r\n0\r\n\r\n"), 400),
                argumentSet("extension without end", chunks("5;" + "x".repeat(20_000) + "\r\nhello\r\n0\r\n\r\n"), 400),
                argumentSet("no host", "GET /session.json HTTP/1.1\r\n\r\n", 400),
                argumentSet("two hosts", "GET /session.json HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                argumentSet("host that is none", "GET /session.json HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
                argumentSet("host with a path", "GET /session.json HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
                argumentSet("another host in the target", "GET http://b/session.json HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                argumentSet("blank in the target", "GET /session .json HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                argumentSet(
                        "encoded slash", "GET /session%2fjson HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 400),
                argumentSet(
                        "NUL in the target",
                        "GET /session%00.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        400),
                argumentSet("long target", "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                argumentSet("long header", smuggling("X: " + "x".repeat(20_000)), 400),
                argumentSet("1,000 headers", smuggling(many("X-%d: y")), 400),
                argumentSet("unknown version", "GET /session.json HTTP/9.9\r\nHost: a\r\n\r\n", 505),
                argumentSet("no HTTP at all", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n", 400));
    }

    private static String head(String... headers) {
        return "POST /session.json HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Connection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String form(String body) {
        return head("Content-Length: " + body.length()) + body;
    }

    private static String json(String body) {
        return form(body).replace("application/x-www-form-urlencoded", "application/json");
    }

    private static String chunked(String body) {
        return head("Transfer-Encoding: chunked") + Integer.toHexString(body.length()) + "\r\n" + body
                + "\r\n0\r\n\r\n";
    }

    /** On a connection that the client means to keep, with another request behind. */
    private static String smuggling(String... headers) {
        return head(headers).replace("Connection: close\r\n", "") + "0\r\n\r\n" + SMUGGLED;
    }

    private static String chunks(String body) {
        return smuggling("Transfer-Encoding: chunked").replace("0\r\n\r\n" + SMUGGLED, body + SMUGGLED);
    }

    private static String parameters(int count) {
        return FORM + IntStream.range(0, count).mapToObj(i -> "&p" + i + "=1").collect(Collectors.joining());
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));
    }

    private static String[] many(String form) {
        return IntStream.range(0, 1000).mapToObj(form::formatted).toArray(String[]::new);
    }

    /** 1,024 names that {@code String.hashCode} cannot tell apart. */
    private static String colliding(String end, String separator) {
        return IntStream.range(0, 1024)
                .mapToObj(i -> IntStream.range(0, 10)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "", end)))
                .limit(600)
                .collect(Collectors.joining(separator));
    }
}
