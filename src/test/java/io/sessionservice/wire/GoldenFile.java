package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.support.RawHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conversation as it goes over the wire: blocks apart by lines of {@code ---}, each a comment, a request, an answer or a step
 * ({@code @ clock +PT11M}). The first comment says on what evidence the claim rests.
 */
record GoldenFile(Path path, List<String> blocks) {

    private static final Set<String> UNSTABLE_HEADERS = Set.of("date", "connection", "content-length", "vary");

    /** {@code {{17000 x a}}} stands for that many letters. */
    private static final Pattern REPEAT = Pattern.compile("\\{\\{(\\d+) x (.)}}");

    static List<GoldenFile> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .map(GoldenFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFile read(Path path) {
        try {
            return new GoldenFile(path, List.of(Files.readString(path).strip().split("\n---\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a request block; adds what every request needs and no golden file wants to say. */
    static byte[] request(String block) {
        String written = REPEAT.matcher(block).replaceAll(GoldenFile::repeated);
        int blank = written.indexOf("\n\n");
        String head = blank < 0 ? written : written.substring(0, blank);
        String body = blank < 0 ? "" : written.substring(blank + 2);
        if (head.contains("multipart/form-data") || head.contains("chunked")) {
            body = body.replace("\n", "\r\n");
        }
        String[] lines = head.split("\n", 2);
        StringBuilder request = new StringBuilder(lines[0]);
        if (!lines[0].contains(" HTTP/")) {
            request.append(" HTTP/1.1");
        }
        request.append("\r\nHost: localhost\r\nConnection: close\r\n");
        if (lines.length > 1) {
            request.append(lines[1].replace("\n", "\r\n")).append("\r\n");
        }
        if (!body.isEmpty() && !head.contains("Transfer-Encoding")) {
            request.append("Content-Length: ")
                    .append(body.getBytes(UTF_8).length)
                    .append("\r\n");
        }
        return request.append("\r\n").append(body).toString().getBytes(UTF_8);
    }

    private static String repeated(MatchResult match) {
        return match.group(2).repeat(Integer.parseInt(match.group(1)));
    }

    /** The answer block that this answer would be. */
    static String block(RawHttp.Answer answer) {
        String head = answer.head().stream()
                .filter(GoldenFile::isStable)
                .map(GoldenFile::ordered)
                .collect(Collectors.joining("\n"));
        return answer.body().isEmpty() ? head : head + "\n\n" + answer.body();
    }

    /** The methods of {@code Allow} come in no order. */
    private static String ordered(String line) {
        return line.startsWith("Allow: ")
                ? "Allow: "
                        + Stream.of(line.substring("Allow: ".length()).split(","))
                                .map(String::strip)
                                .sorted()
                                .collect(Collectors.joining(", "))
                : line.strip();
    }

    private static boolean isStable(String line) {
        int colon = line.indexOf(':');
        return colon < 0 || !UNSTABLE_HEADERS.contains(line.substring(0, colon).toLowerCase(Locale.ROOT));
    }
}
