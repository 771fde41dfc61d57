package io.sessionservice.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds bodies against the schemas of a document. */
public final class BodySchemas {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getDraft202012());

    private final ObjectNode components;

    private BodySchemas(ObjectNode components) {
        this.components = components;
    }

    public static BodySchemas of(OpenApiDocument document) {
        return new BodySchemas(document.root().withObjectProperty("components").deepCopy());
    }

    /** The same schemas, but what they do not mention is a mistake: for answers, which must be documented in full. */
    public static BodySchemas closed(OpenApiDocument document) {
        BodySchemas schemas = of(document);
        schemas.components.withObjectProperty("schemas").forEach(BodySchemas::close);
        return schemas;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(BodySchemas::close);
    }

    /** What is wrong with the body; nothing when it is as documented. */
    public List<Error> problems(JsonNode schema, JsonNode body) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", components);
        return REGISTRY.getSchema(whole).validate(body);
    }
}
