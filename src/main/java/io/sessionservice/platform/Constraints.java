package io.sessionservice.platform;

import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataIntegrityViolationException;

/** Reads from a refused statement which of the named constraints refused it. */
public final class Constraints {

    private Constraints() {}

    /** The constraint's name in the schema, or empty when the failure does not tell. */
    public static Optional<String> violatedBy(DataIntegrityViolationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
                return Optional.of(violation.getConstraintName());
            }
        }
        return Optional.empty();
    }

    /** Whether the failure is a violation of this constraint. */
    public static boolean isViolated(DataIntegrityViolationException failure, String name) {
        return violatedBy(failure).filter(name::equals).isPresent()
                // a driver that names the constraint in its message only
                || String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure)
                                .getMessage())
                        .contains('"' + name + '"');
    }
}
