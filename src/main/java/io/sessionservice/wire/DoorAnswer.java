package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What a route answers before its controller is asked, in the form of that route. */
final class DoorAnswer {

    private DoorAnswer() {}

    static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, Duration wait)
            throws IOException {
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, WireHeaders.retryAfter(wait));
        String path = request.getServletPath();
        if (!ForwardAuthController.isAt(path)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write((path.startsWith(OAuth2Controller.PATH) ? oauth2(status) : wire(status)).getBytes(UTF_8));
        }
    }

    private static String wire(HttpStatus status) {
        String text = status == HttpStatus.TOO_MANY_REQUESTS ? "Too many requests" : "Service is unavailable";
        return "{\"errors\":[\"" + text + "\"]}";
    }

    private static String oauth2(HttpStatus status) {
        return status == HttpStatus.TOO_MANY_REQUESTS
                ? "{\"error\":\"temporarily_unavailable\",\"error_description\":\"Too many requests\"}"
                : "{\"error\":\"temporarily_unavailable\"}";
    }
}
