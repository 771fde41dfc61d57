package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers in our shape where Tomcat refuses a request before it reaches a controller (a broken request line, a header too
 * large). Replaces Tomcat's HTML page.
 */
public class WireErrorValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write((status == 500 ? fault(throwable) : refusal(status)).getBytes(UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // the client has gone, or the answer has begun: there is nobody to tell
            container.getLogger().debug("Error answer not sent", e);
        }
    }

    private String fault(@Nullable Throwable throwable) {
        String incident = UUID.randomUUID().toString();
        container.getLogger().error("Incident " + incident, throwable);
        return "{\"errors\":[\"Internal error\"],\"incident\":\"" + incident + "\"}";
    }

    private static String refusal(int status) {
        String text = switch (status) {
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 408 -> "Request took too long";
            case 413 -> "Request body is too large";
            case 503 -> "Service is unavailable";
            // 501 and 505 too: the request asks for more HTTP than there is here
            default -> "Bad request";
        };
        return "{\"errors\":[\"" + text + "\"]}";
    }
}
