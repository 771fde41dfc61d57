package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, in one of the two shapes that clients know.
 *
 * @param errors a list of texts, or texts by name
 * @param incident the id under which a fault of ours stands in the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorBody(Object errors, @Nullable String incident) {

    static ErrorBody list(String text) {
        return new ErrorBody(List.of(text), null);
    }

    static ErrorBody base(String text) {
        return named(Map.of("base", List.of(text)));
    }

    static ErrorBody named(Map<String, List<String>> errors) {
        return new ErrorBody(errors, null);
    }

    static ErrorBody fault(String incident) {
        return new ErrorBody(List.of("Internal error"), incident);
    }
}
