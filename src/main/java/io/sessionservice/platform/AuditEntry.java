package io.sessionservice.platform;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, and to whom. Takes names and numbers; secrets have no place in it.
 *
 * @param actor who did it: an operator's name, or the kind of client
 * @param sourceAddress where the request came from; null when it is not known
 * @param detail which act it was, in a word or two
 */
public record AuditEntry(
        AuditType type,
        String actor,
        @Nullable String sourceAddress,
        @Nullable Long applicationId,
        @Nullable Long userId,
        @Nullable Long sessionId,
        @Nullable String detail) {

    private static final int MAX_LENGTH = 200;

    public AuditEntry {
        actor = printable(actor);
        detail = detail == null ? null : printable(detail);
    }

    public static AuditEntry of(AuditType type, String actor) {
        return new AuditEntry(type, actor, null, null, null, null, null);
    }

    public AuditEntry from(@Nullable String address) {
        return new AuditEntry(type, actor, address, applicationId, userId, sessionId, detail);
    }

    public AuditEntry onApplication(@Nullable Long id) {
        return new AuditEntry(type, actor, sourceAddress, id, userId, sessionId, detail);
    }

    public AuditEntry onUser(@Nullable Long id) {
        return new AuditEntry(type, actor, sourceAddress, applicationId, id, sessionId, detail);
    }

    public AuditEntry onSession(@Nullable Long id) {
        return new AuditEntry(type, actor, sourceAddress, applicationId, userId, id, detail);
    }

    public AuditEntry detail(String text) {
        return new AuditEntry(type, actor, sourceAddress, applicationId, userId, sessionId, text);
    }

    /** Names may come from outside: no line breaks that would forge a log line (CWE-117), no NUL, no endless text. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
    }
}
