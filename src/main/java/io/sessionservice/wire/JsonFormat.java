package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code application/json}: an object of texts, numbers and truth values, and of objects of those, {@code {"user":{"login":"x"}}}
 * being {@code user[login]=x}. Read as a stream, so that numbers keep their digits and repeated names are seen.
 */
@Component
class JsonFormat implements BodyFormat {

    /** Deep enough to see that a body is nested too deeply, and to say so. */
    private static final int PARSER_DEPTH = 8;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(PARSER_DEPTH)
                    .build())
            .build();

    @Override
    public boolean reads(MediaType mediaType) {
        return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(mediaType);
    }

    @Override
    public List<SignedParameter> read(byte[] body, MediaType mediaType) {
        List<SignedParameter> parameters = new ArrayList<>();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), Utf8.decode(body))) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            readObject(parser, parameters);
            expect(parser.nextToken() == null);
            return parameters;
        } catch (JacksonException e) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }

    private static void readObject(JsonParser parser, List<SignedParameter> parameters) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readNested(parser, name, parameters);
            } else {
                addScalar(parser, name, parameters);
            }
        }
    }

    private static void readNested(JsonParser parser, String outer, List<SignedParameter> parameters) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = outer + '[' + parser.currentName() + ']';
            parser.nextToken();
            addScalar(parser, name, parameters);
        }
    }

    /** A null is an absent parameter. */
    private static void addScalar(JsonParser parser, String name, List<SignedParameter> parameters) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            throw RequestRefusedException.invalidParameter(Spelling.toSdk(name), "is nested too deeply");
        }
        if (token == JsonToken.START_ARRAY) {
            throw RequestRefusedException.invalidParameter(Spelling.toSdk(name), "is not a text");
        }
        if (token != JsonToken.VALUE_NULL) {
            parameters.add(new SignedParameter(wellFormed(name), wellFormed(parser.getString())));
        }
    }

    /** Half a surrogate pair can be escaped in JSON but not written in UTF-8, in which signatures are made. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                expect(Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1)));
                i++;
            }
        }
        return text;
    }

    private static void expect(boolean wellFormed) {
        if (!wellFormed) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }
}
