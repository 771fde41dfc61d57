package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns every failure on the management port into an answer. A resolver rather than an advice, for an advice would be found by
 * the public port too.
 */
class AdminErrorHandler implements HandlerExceptionResolver, Ordered {

    private static final Logger log = LoggerFactory.getLogger(AdminErrorHandler.class);

    private static final JsonMapper JSON = new JsonMapper();

    /** The shape that the public port has too. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(Object errors, @Nullable String incident) {}

    @Override
    public int getOrder() {
        // behind the console's, which takes what fails on its own pages
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted()) {
            return null;
        }
        if (failure instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> response.setHeader(name, String.join(", ", values)));
        }
        write(response, AdminAnswer.of(failure));
        return new ModelAndView();
    }

    private static void write(HttpServletResponse response, AdminAnswer answer) {
        response.setStatus(answer.status().value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        answer.addRetryAfter(response);
        try {
            response.getOutputStream().write(JSON.writeValueAsBytes(new Body(answer.errors(), answer.incident())));
        } catch (IOException e) {
            log.debug("Error answer not sent", e);
        }
    }
}
