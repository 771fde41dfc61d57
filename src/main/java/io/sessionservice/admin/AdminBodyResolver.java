package io.sessionservice.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads an {@link AdminBody} from a request, whole or not at all. */
class AdminBodyResolver implements HandlerMethodArgumentResolver {

    private static final int MAX_BYTES = 64 * 1024;

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return AdminBody.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        Class<?> type = parameter.getParameterType();
        byte[] body = body(request);
        if (body.length == 0 && AdminBody.Optional.class.isAssignableFrom(type)) {
            return AdminJson.read(new byte[] {'{', '}'}, type);
        }
        requireJson(request);
        return AdminJson.read(body, type);
    }

    private static byte[] body(HttpServletRequest request) {
        byte[] body = request.getContentLengthLong() > MAX_BYTES ? new byte[MAX_BYTES + 1] : read(request);
        if (body.length > MAX_BYTES) {
            throw AdminRefusedException.of(HttpStatus.CONTENT_TOO_LARGE, "Request body is too large");
        }
        return body;
    }

    private static byte[] read(HttpServletRequest request) {
        try {
            return request.getInputStream().readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            // cut off, silent for too long, or chunked wrongly
            throw AdminRefusedException.of(HttpStatus.BAD_REQUEST, "Request body is malformed");
        }
    }

    /** Also what keeps another site's form from being taken for a request of ours. */
    private static void requireJson(HttpServletRequest request) {
        String type = Objects.toString(request.getContentType(), "").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw AdminRefusedException.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Request body must be application/json");
        }
    }
}
