package io.sessionservice.admin;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditType;
import org.jspecify.annotations.Nullable;

/**
 * Who acts on the service.
 *
 * @param name as authenticated
 * @param sourceAddress null for a command on the machine itself
 */
public record Operator(String name, @Nullable String sourceAddress) {

    /** The beginning of what is written down of an act. */
    AuditEntry does(AuditType type) {
        return AuditEntry.of(type, name).from(sourceAddress);
    }
}
