package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What a route answers before its controller is asked, in the form of that route. */
final class DoorAnswer {

    private static final byte[] OF_THE_SESSION_API = "{\"errors\":[\"Too many requests\"]}".getBytes(US_ASCII);
    private static final byte[] OF_OAUTH2 =
            "{\"error\":\"temporarily_unavailable\",\"error_description\":\"Too many requests\"}".getBytes(US_ASCII);

    private DoorAnswer() {}

    /** @param wait after which the next one is heard */
    static void tooManyRequests(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, WireHeaders.retryAfter(wait));
        String path = request.getServletPath();
        if (!ForwardAuthController.isAt(path)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(path.startsWith(OAuth2Controller.PATH) ? OF_OAUTH2 : OF_THE_SESSION_API);
        }
    }
}
