package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** {@code multipart/form-data} (RFC 7578) without files: each part is a parameter in UTF-8. */
@Component
class MultipartFormat implements BodyFormat {

    private static final String DISPOSITION = "content-disposition:";
    private static final String LINE_END = "\r\n";

    @Override
    public boolean reads(MediaType mediaType) {
        return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(mediaType);
    }

    @Override
    public List<SignedParameter> read(byte[] body, MediaType mediaType) {
        String boundary = unquote(Objects.requireNonNullElse(mediaType.getParameter("boundary"), ""));
        if (boundary.isEmpty()) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
        try {
            return readParts(body, boundary);
        } catch (IOException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
            // the last one is what Spring's ContentDisposition makes of a lone quote
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }

    private static List<SignedParameter> readParts(byte[] body, String boundary) throws IOException {
        MultipartInput input = MultipartInput.builder()
                .setInputStream(new SequenceInputStream(
                        new ByteArrayInputStream(LINE_END.getBytes(US_ASCII)), new ByteArrayInputStream(body)))
                .setBoundary(boundary.getBytes(US_ASCII))
                .get();
        // a byte a character: what the bytes mean is decided where a name is read
        input.setHeaderCharset(ISO_8859_1);
        // the first boundary, found like all others by the line end before it, must be there
        input.discardBodyData();
        List<SignedParameter> parameters = new ArrayList<>();
        while (input.readBoundary()) {
            String name = nameOf(input.readHeaders());
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            input.readBodyData(value);
            parameters.add(new SignedParameter(name, Utf8.decode(value.toByteArray())));
        }
        return parameters;
    }

    private static String unquote(String boundary) {
        return boundary.length() > 1 && boundary.startsWith("\"") && boundary.endsWith("\"")
                ? boundary.substring(1, boundary.length() - 1)
                : boundary;
    }

    private static String nameOf(String headers) {
        for (String header : Utf8.decode(headers.getBytes(ISO_8859_1)).split(LINE_END)) {
            if (header.regionMatches(true, 0, DISPOSITION, 0, DISPOSITION.length())) {
                ContentDisposition disposition = ContentDisposition.parse(
                        header.substring(DISPOSITION.length()).strip());
                if (disposition.getFilename() == null && disposition.getName() != null) {
                    return disposition.getName();
                }
            }
        }
        throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
    }
}
