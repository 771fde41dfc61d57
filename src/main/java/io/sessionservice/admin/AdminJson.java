package io.sessionservice.admin;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON as strictly as can be: what is not understood in full is refused in full (OWASP ASVS 5.0, 2.2.1). No message
 * quotes what was sent, for it may be a secret.
 */
final class AdminJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private AdminJson() {}

    /** @throws AdminRefusedException naming the fields with which something is wrong */
    static <T> T read(byte[] json, Class<T> type) {
        T body = parse(json, type);
        if (body == null) {
            throw AdminRefusedException.of(HttpStatus.BAD_REQUEST, "Request body is not a JSON object");
        }
        check(body);
        return body;
    }

    /** @throws AdminRefusedException naming the fields with which something is wrong */
    static void check(Object body) {
        Map<String, List<String>> problems = new TreeMap<>();
        VALIDATOR
                .validate(body)
                .forEach(violation ->
                        problems.put(violation.getPropertyPath().toString(), List.of(violation.getMessage())));
        if (!problems.isEmpty()) {
            throw AdminRefusedException.fields(problems);
        }
    }

    private static <T> T parse(byte[] json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (UnrecognizedPropertyException e) {
            throw AdminRefusedException.field(field(e), "is not a known field");
        } catch (DatabindException e) {
            throw e.getPath().isEmpty()
                    ? AdminRefusedException.of(HttpStatus.BAD_REQUEST, "Request body is not a JSON object")
                    : AdminRefusedException.field(field(e), "has a value of the wrong type, or out of range");
        } catch (JacksonException e) {
            throw AdminRefusedException.of(HttpStatus.BAD_REQUEST, "Request body is not valid JSON");
        }
    }

    private static String field(DatabindException e) {
        String name = e.getPath().getFirst().getPropertyName();
        return name == null ? "base" : name.substring(0, Math.min(name.length(), 100));
    }
}
