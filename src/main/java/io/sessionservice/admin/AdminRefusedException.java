package io.sessionservice.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An operator's request that is not carried out; says why, and what is wrong with each field. */
public class AdminRefusedException extends RuntimeException {

    private final HttpStatus status;
    private final Object errors;
    private final @Nullable Duration retryAfter;

    private AdminRefusedException(HttpStatus status, Object errors, @Nullable Duration retryAfter) {
        super(status.getReasonPhrase(), null, false, false);
        this.status = status;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    public static AdminRefusedException of(HttpStatus status, String text) {
        return new AdminRefusedException(status, List.of(text), null);
    }

    public static AdminRefusedException tooMany(Duration retryAfter) {
        return new AdminRefusedException(HttpStatus.TOO_MANY_REQUESTS, List.of("Too many requests"), retryAfter);
    }

    /** @param problem never quotes the value, which may be a secret */
    public static AdminRefusedException field(String name, String problem) {
        return fields(Map.of(name, List.of(problem)));
    }

    public static AdminRefusedException fields(Map<String, List<String>> problems) {
        return new AdminRefusedException(HttpStatus.BAD_REQUEST, problems, null);
    }

    public HttpStatus status() {
        return status;
    }

    /** When to come back; null where that would not help. */
    @Nullable
    public Duration retryAfter() {
        return retryAfter;
    }

    /** A list of texts, or texts by field. */
    public Object errors() {
        return errors;
    }
}
