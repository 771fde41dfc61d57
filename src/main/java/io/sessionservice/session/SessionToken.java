package io.sessionservice.session;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The opaque bearer of a session: 160 random bits as 40 hex digits. Exists in the clear only in a request and in the answer
 * that created it; never printed.
 */
public record SessionToken(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    /** The token in a request's text, or empty when no token can look like that. */
    public static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "SessionToken[****]";
    }
}
