package io.sessionservice.admin;

import io.sessionservice.signature.SentParameters;
import io.sessionservice.signature.SignedParameter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A request that was refused, to be explained.
 *
 * @param parameters as sent, in the order as sent; nested as in JSON or flat as in a form
 */
public record SignatureBody(
        @NotNull @Positive Long applicationId, @NotNull JsonNode parameters) implements AdminBody {

    private static final int MAX_DEPTH = 4;
    private static final int MAX_PARAMETERS = 64;

    /** @throws AdminRefusedException when they are none that the public port would take */
    SentParameters sent() {
        if (!parameters.isObject() || parameters.isEmpty()) {
            throw AdminRefusedException.field("parameters", "must be an object with the parameters as sent");
        }
        List<SignedParameter> flat = new ArrayList<>();
        flatten(parameters, "", 1, flat);
        if (flat.size() > MAX_PARAMETERS) {
            throw AdminRefusedException.field("parameters", "has too many parameters");
        }
        return new SentParameters(flat);
    }

    private static void flatten(JsonNode object, String prefix, int depth, List<SignedParameter> flat) {
        if (depth > MAX_DEPTH) {
            throw AdminRefusedException.field("parameters", "is nested too deep");
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = prefix.isEmpty() ? entry.getKey() : prefix + '[' + entry.getKey() + ']';
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                flatten(value, name, depth + 1, flat);
            } else if (value.isString() || value.isIntegralNumber() || value.isBoolean()) {
                flat.add(new SignedParameter(name, value.asString()));
            } else {
                throw AdminRefusedException.field("parameters", "has a value that is neither text nor an integer");
            }
        }
    }

    @Override
    public String toString() {
        return "SignatureBody[****]";
    }
}
