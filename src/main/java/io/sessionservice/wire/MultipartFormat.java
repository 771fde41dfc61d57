package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** {@code multipart/form-data} (RFC 7578) without files: each part is a parameter in UTF-8. */
@Component
class MultipartFormat implements BodyFormat {

    private static final String DISPOSITION = "content-disposition:";

    @Override
    public boolean reads(MediaType mediaType) {
        return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(mediaType);
    }

    @Override
    public List<SignedParameter> read(byte[] body, MediaType mediaType) {
        String boundary = mediaType.getParameter("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
        try {
            return readParts(body, boundary);
        } catch (IOException | IllegalArgumentException e) {
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }

    private static List<SignedParameter> readParts(byte[] body, String boundary) throws IOException {
        MultipartInput input = MultipartInput.builder()
                .setInputStream(new ByteArrayInputStream(body))
                .setBoundary(unquote(boundary).getBytes(US_ASCII))
                .get();
        List<SignedParameter> parameters = new ArrayList<>();
        for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
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
        for (String header : headers.split("\r\n")) {
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
