package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * {@code application/x-www-form-urlencoded} (WHATWG URL, 5.1), always UTF-8. Read here and not by the servlet container, which
 * mixes in the query string and replaces what it cannot decode.
 */
@Component
class FormFormat implements BodyFormat {

    @Override
    public boolean reads(MediaType mediaType) {
        return MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(mediaType);
    }

    @Override
    public List<SignedParameter> read(byte[] body, MediaType mediaType) {
        List<SignedParameter> parameters = new ArrayList<>();
        for (String pair : Utf8.decode(body).split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new SignedParameter(decode(pair), "")
                                : new SignedParameter(
                                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            }
        }
        return parameters;
    }

    /** What a percent-encoded name or value stands for; blanks are written as plus signs. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text.replace('+', ' ');
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded.write(hex(bytes, i + 1) << 4 | hex(bytes, i + 2));
                i += 2;
            } else {
                decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return Utf8.decode(decoded.toByteArray());
    }

    private static int hex(byte[] bytes, int index) {
        int digit = index < bytes.length ? Character.digit(bytes[index], 16) : -1;
        if (digit < 0) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
        return digit;
    }
}
