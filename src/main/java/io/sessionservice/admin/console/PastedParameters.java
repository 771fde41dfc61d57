package io.sessionservice.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.admin.AdminRefusedException;
import java.net.URLDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an integrator sends of a request: the body as it is, JSON or a form, in one line or one parameter a line. */
final class PastedParameters {

    private static final String FIELD = "parameters";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PastedParameters() {}

    /** @throws AdminRefusedException when it is neither; says nothing of what it holds */
    static JsonNode read(String pasted) {
        String text = pasted.strip();
        if (text.isEmpty()) {
            throw AdminRefusedException.field(FIELD, "is required");
        }
        return text.startsWith("{") ? json(text) : form(text);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw AdminRefusedException.field(FIELD, "is not valid JSON, or names a parameter twice");
        }
    }

    private static ObjectNode form(String text) {
        ObjectNode parameters = JSON.createObjectNode();
        for (String pair : text.split("&|\\R", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw AdminRefusedException.field(FIELD, "has a part that is not name=value");
                }
                String name = decoded(pair.substring(0, equals));
                if (parameters.has(name)) {
                    throw AdminRefusedException.field(FIELD, "names a parameter twice");
                }
                parameters.put(name, decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw AdminRefusedException.field(FIELD, "has a percent sign without two hex digits");
        }
    }
}
