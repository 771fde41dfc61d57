package io.sessionservice.admin;

/** What an operator sends as JSON: read strictly, and checked before it is acted on ({@link AdminBodyResolver}). */
public interface AdminBody {

    /** Sent with an act that needs to be told nothing. */
    record None() implements AdminBody, Optional {}

    /** A body that may be left out, which is as if it were {@code {}}. */
    interface Optional {}

    /**
     * The body, checked as one that came as JSON is.
     *
     * @throws AdminRefusedException naming the fields with which something is wrong
     */
    static <T extends AdminBody> T checked(T body) {
        AdminJson.check(body);
        return body;
    }
}
