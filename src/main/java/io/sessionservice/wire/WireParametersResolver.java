package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the parameters from the body, and from nowhere else: what stands in a query string ends up in access logs (OWASP ASVS
 * 5.0, 14.2.1).
 */
@Component
class WireParametersResolver implements HandlerMethodArgumentResolver {

    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final List<BodyFormat> formats;

    WireParametersResolver(List<BodyFormat> formats) {
        this.formats = formats;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == WireParameters.class;
    }

    @Override
    public WireParameters resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory) {
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        String contentType = request.getContentType();
        if (contentType == null) {
            if (body(request).length > 0) {
                throw new RequestRefusedException(RefusalReason.MEDIA_TYPE_UNSUPPORTED);
            }
            return new WireParameters(List.of());
        }
        MediaType mediaType = mediaType(contentType);
        BodyFormat format = formats.stream()
                .filter(candidate -> candidate.reads(mediaType))
                .findFirst()
                .orElseThrow(() -> new RequestRefusedException(RefusalReason.MEDIA_TYPE_UNSUPPORTED));
        return new WireParameters(format.read(body(request), mediaType));
    }

    private static MediaType mediaType(String contentType) {
        try {
            return MediaType.parseMediaType(contentType);
        } catch (InvalidMediaTypeException e) {
            throw new RequestRefusedException(RefusalReason.MEDIA_TYPE_UNSUPPORTED);
        }
    }

    static byte[] body(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BODY_BYTES) {
            throw new RequestRefusedException(RefusalReason.BODY_TOO_LARGE);
        }
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (body.length > MAX_BODY_BYTES) {
                throw new RequestRefusedException(RefusalReason.BODY_TOO_LARGE);
            }
            return body;
        } catch (IOException e) {
            // cut off, too slow, or chunked wrongly
            throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
        }
    }
}
