package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Answers of the security chain, in the shape that all errors have. */
final class ManagementAnswers {

    private ManagementAnswers() {}

    /** @param text of ours, without anything that would need escaping */
    static void write(HttpServletResponse response, HttpStatus status, String text) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(("{\"errors\":[\"" + text + "\"]}").getBytes(US_ASCII));
    }
}
