package io.sessionservice.admin;

import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.DatabaseOutage;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * What a failure on the management port is answered with, as JSON or as a page.
 *
 * @param errors a list of texts, or texts by field
 * @param incident under which a fault is in the log
 * @param retryAfter when to come back; null where that would not help
 */
public record AdminAnswer(
        HttpStatus status,
        Object errors,
        @Nullable String incident,
        @Nullable Duration retryAfter) {

    private static final Logger log = LoggerFactory.getLogger(AdminAnswer.class);

    private static AdminAnswer answer(HttpStatus status, Object errors) {
        return new AdminAnswer(status, errors, null, null);
    }

    /** Tells the client when to come back, where that helps. */
    public void addRetryAfter(HttpServletResponse response) {
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds() + 1));
        }
    }

    /** What is answered to this failure; a fault is logged, under the number that the answer names. */
    public static AdminAnswer of(Exception failure) {
        if (failure instanceof AdminRefusedException refusal) {
            return new AdminAnswer(refusal.status(), refusal.errors(), null, refusal.retryAfter());
        }
        if (failure instanceof NoSuchElementException) {
            return answer(HttpStatus.NOT_FOUND, List.of("Not found"));
        }
        if (failure instanceof AlreadyTakenException taken) {
            return answer(HttpStatus.CONFLICT, Map.of(taken.what(), List.of("is taken")));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mistyped) {
            return answer(HttpStatus.BAD_REQUEST, Map.of(mistyped.getName(), List.of("is not a valid id")));
        }
        if (failure instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return answer(status, List.of(status.getReasonPhrase()));
        }
        return isOutage(failure)
                ? new AdminAnswer(
                        HttpStatus.SERVICE_UNAVAILABLE, List.of("Service is unavailable"), null, Duration.ZERO)
                : fault(failure);
    }

    /** PostgreSQL is away, or the bound on password hashing was reached. */
    private static boolean isOutage(Exception failure) {
        return DatabaseOutage.causes(failure)
                || (failure instanceof RequestRefusedException refusal
                        && refusal.reason() == RefusalReason.UNAVAILABLE);
    }

    private static AdminAnswer fault(Exception failure) {
        String incident = UUID.randomUUID().toString();
        log.error("Incident {}", incident, failure);
        return new AdminAnswer(HttpStatus.INTERNAL_SERVER_ERROR, List.of("Internal error"), incident, null);
    }
}
