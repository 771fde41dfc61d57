package io.sessionservice.identity;

import java.math.BigInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who a user is, in the words of its provider. */
record VerifiedIdentity(
        String subject, @Nullable String email, @Nullable String fullName) {

    private static final int MAX_LENGTH = 255;

    /** Who the answer speaks of; null when it names no subject that could be kept. */
    static @Nullable VerifiedIdentity read(ProfileFields fields, Function<String, @Nullable Object> answer) {
        String subject = text(answer.apply(fields.subject()));
        return subject == null
                ? null
                : new VerifiedIdentity(subject, optional(fields.email(), answer), optional(fields.fullName(), answer));
    }

    private static @Nullable String optional(@Nullable String field, Function<String, @Nullable Object> answer) {
        return field == null ? null : text(answer.apply(field));
    }

    /** The vendor's example has a number for the user's id. */
    private static @Nullable String text(@Nullable Object value) {
        String text = value instanceof String
                        || value instanceof Long
                        || value instanceof Integer
                        || value instanceof BigInteger
                ? value.toString()
                : "";
        return text.isBlank() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)
                ? null
                : text;
    }
}
