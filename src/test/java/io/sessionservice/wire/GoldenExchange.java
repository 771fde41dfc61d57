package io.sessionservice.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request of a golden file and its answer.
 *
 * @param index of the request's block in the file
 */
record GoldenExchange(String name, GoldenFile file, int index, Message request, Message answer) {

    /** A start line, headers by their names in lower case, and a body. */
    record Message(String start, Map<String, String> headers, String body) {

        static Message of(String block) {
            int blank = block.indexOf("\n\n");
            String[] head = (blank < 0 ? block : block.substring(0, blank)).split("\n");
            Map<String, String> headers = new LinkedHashMap<>();
            for (int line = 1; line < head.length; line++) {
                int colon = head[line].indexOf(':');
                if (colon > 0) {
                    headers.put(
                            head[line].substring(0, colon).toLowerCase(Locale.ROOT),
                            head[line].substring(colon + 1).strip());
                }
            }
            return new Message(head[0], headers, blank < 0 ? "" : block.substring(blank + 2));
        }

        /** Without parameters. */
        String mediaType() {
            return headers.getOrDefault("content-type", "")
                    .split(";")[0]
                    .strip()
                    .toLowerCase(Locale.ROOT);
        }
    }

    static List<GoldenExchange> in(GoldenFile file) {
        String name = file.path().getFileName().toString().replace(".http", "");
        List<GoldenExchange> exchanges = new ArrayList<>();
        for (int index = 0; index + 1 < file.blocks().size(); index++) {
            String block = file.blocks().get(index);
            String next = file.blocks().get(index + 1);
            if (block.matches("(?s)[A-Z]+ /.*") && next.startsWith("HTTP/")) {
                int number = exchanges.size() + 1;
                exchanges.add(new GoldenExchange(
                        number == 1 ? name : name + "-" + number, file, index, Message.of(block), Message.of(next)));
            }
        }
        return exchanges;
    }

    String method() {
        return request.start().split(" ")[0].toLowerCase(Locale.ROOT);
    }

    String path() {
        return request.start().split(" ")[1].split("\\?")[0];
    }

    String status() {
        return answer.start().split(" ")[1];
    }

    /** Has no body of thousands of letters. */
    boolean isReadable() {
        return !request.body().contains("{{") && request.body().length() < 2000;
    }
}
