package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.DatabaseOutage;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
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

    private record Answer(HttpStatus status, Body body) {

        static Answer of(HttpStatus status, Object errors) {
            return new Answer(status, new Body(errors, null));
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
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
        if (failure instanceof AdminRefusedException refusal && refusal.retryAfter() != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfter().toSeconds() + 1));
        }
        write(response, answer(failure));
        return new ModelAndView();
    }

    private static Answer answer(Exception failure) {
        if (failure instanceof AdminRefusedException refusal) {
            return Answer.of(refusal.status(), refusal.errors());
        }
        if (failure instanceof NoSuchElementException) {
            return Answer.of(HttpStatus.NOT_FOUND, List.of("Not found"));
        }
        if (failure instanceof AlreadyTakenException taken) {
            return Answer.of(HttpStatus.CONFLICT, Map.of(taken.what(), List.of("is taken")));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mistyped) {
            return Answer.of(HttpStatus.BAD_REQUEST, Map.of(mistyped.getName(), List.of("is not a valid id")));
        }
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return Answer.of(status, List.of(status.getReasonPhrase()));
        }
        return isOutage(failure)
                ? Answer.of(HttpStatus.SERVICE_UNAVAILABLE, List.of("Service is unavailable"))
                : fault(failure);
    }

    /** PostgreSQL is away, or the bound on password hashing was reached. */
    private static boolean isOutage(Exception failure) {
        return DatabaseOutage.causes(failure)
                || (failure instanceof RequestRefusedException refusal
                        && refusal.reason() == RefusalReason.UNAVAILABLE);
    }

    private static Answer fault(Exception failure) {
        String incident = UUID.randomUUID().toString();
        log.error("Incident {}", incident, failure);
        return new Answer(HttpStatus.INTERNAL_SERVER_ERROR, new Body(List.of("Internal error"), incident));
    }

    private static void write(HttpServletResponse response, Answer answer) {
        response.setStatus(answer.status().value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        if (answer.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        }
        try {
            response.getOutputStream().write(JSON.writeValueAsBytes(answer.body()));
        } catch (IOException e) {
            log.debug("Error answer not sent", e);
        }
    }
}
