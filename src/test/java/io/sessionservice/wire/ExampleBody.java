package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies as the examples of a document have them: a JSON value, whatever the media type. */
final class ExampleBody {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern PART = Pattern.compile("name=\"([^\"]+)\"\n\n(.*?)\n--", Pattern.DOTALL);
    private static final String BOUNDARY = "boundary-of-the-example";

    private ExampleBody() {}

    /** Empty where a body is no such thing, as in an example of what is refused. */
    static Optional<JsonNode> read(String mediaType, String body) {
        return switch (mediaType) {
            case "application/json" -> json(body);
            case "application/x-www-form-urlencoded" -> form(body);
            case "multipart/form-data" -> body.contains("filename") ? Optional.empty() : multipart(body);
            default -> Optional.empty();
        };
    }

    static Optional<JsonNode> json(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isObject() || node.isArray() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> form(String body) {
        ObjectNode fields = JSON.createObjectNode();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || pair.matches(".*%(?![0-9A-Fa-f]{2}).*")) {
                return Optional.empty();
            }
            String name = URLDecoder.decode(pair.substring(0, equals), UTF_8);
            if (fields.has(name)) {
                return Optional.empty();
            }
            fields.put(name, URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return Optional.of(fields);
    }

    private static Optional<JsonNode> multipart(String body) {
        ObjectNode fields = JSON.createObjectNode();
        Matcher part = PART.matcher(body);
        while (part.find()) {
            fields.put(part.group(1), part.group(2));
        }
        return Optional.of(fields);
    }

    static String contentType(String mediaType) {
        return mediaType.equals("multipart/form-data") ? mediaType + "; boundary=" + BOUNDARY : mediaType;
    }

    static String write(String mediaType, JsonNode body) {
        return switch (mediaType) {
            case "application/json" -> JSON.writeValueAsString(body);
            case "application/x-www-form-urlencoded" ->
                body.propertyStream()
                        .map(field -> encode(field.getKey()) + "="
                                + encode(field.getValue().asString()))
                        .collect(Collectors.joining("&"));
            case "multipart/form-data" ->
                body.propertyStream()
                        .map(field -> "--" + BOUNDARY + "\nContent-Disposition: form-data; name=\"" + field.getKey()
                                + "\"\n\n" + field.getValue().asString() + "\n")
                        .collect(Collectors.joining("", "", "--" + BOUNDARY + "--"));
            default -> throw new IllegalArgumentException(mediaType);
        };
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
