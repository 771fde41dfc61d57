package io.sessionservice.wire;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Writes a session, or no more than {@code {}}, straight to the response. Spring MVC's own way asks of each answer which converter
 * and which media type it is for, which here is always the same, and took a tenth of a request. All else goes that way.
 */
class SessionAnswers implements HandlerMethodReturnValueHandler {

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private final HandlerMethodReturnValueHandlerComposite others = new HandlerMethodReturnValueHandlerComposite();

    SessionAnswers(List<HandlerMethodReturnValueHandler> others) {
        this.others.addHandlers(others);
    }

    /** Asked of what was returned, not of what the method declares. */
    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return returned.getParameterType() == ResponseEntity.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned, MethodParameter type, ModelAndViewContainer container, NativeWebRequest request)
            throws Exception {
        HttpServletResponse response = request.getNativeResponse(HttpServletResponse.class);
        if (response != null && returned instanceof ResponseEntity<?> answer) {
            byte[] body = body(answer.getBody());
            String expires = answer.getHeaders().getFirst(WireHeaders.EXPIRATION_DATE);
            if (body != null && answer.getHeaders().size() == (expires == null ? 0 : 1)) {
                write(answer, expires, body, response);
                container.setRequestHandled(true);
                return;
            }
        }
        others.handleReturnValue(returned, type, container, request);
    }

    private static byte @Nullable [] body(@Nullable Object body) {
        if (body instanceof SessionBody session) {
            return SessionJson.bytes(session);
        }
        return body instanceof Map<?, ?> map && map.isEmpty() ? NOTHING : null;
    }

    private static void write(
            ResponseEntity<?> answer, @Nullable String expires, byte[] body, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.getStatusCode().value());
        if (expires != null) {
            response.setHeader(WireHeaders.EXPIRATION_DATE, expires);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
