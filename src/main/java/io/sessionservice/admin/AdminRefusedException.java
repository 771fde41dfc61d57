package io.sessionservice.admin;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** An operator's request that is not carried out; says why, and what is wrong with each field. */
class AdminRefusedException extends RuntimeException {

    private final HttpStatus status;
    private final Object errors;

    private AdminRefusedException(HttpStatus status, Object errors) {
        super(status.getReasonPhrase(), null, false, false);
        this.status = status;
        this.errors = errors;
    }

    static AdminRefusedException of(HttpStatus status, String text) {
        return new AdminRefusedException(status, List.of(text));
    }

    /** @param problem never quotes the value, which may be a secret */
    static AdminRefusedException field(String name, String problem) {
        return fields(Map.of(name, List.of(problem)));
    }

    static AdminRefusedException fields(Map<String, List<String>> problems) {
        return new AdminRefusedException(HttpStatus.BAD_REQUEST, problems);
    }

    HttpStatus status() {
        return status;
    }

    /** A list of texts, or texts by field. */
    Object errors() {
        return errors;
    }
}
