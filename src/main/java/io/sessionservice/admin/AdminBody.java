package io.sessionservice.admin;

/** What an operator sends as JSON: read strictly, and checked before it is acted on ({@link AdminBodyResolver}). */
interface AdminBody {

    /** Sent with an act that needs to be told nothing. */
    record None() implements AdminBody, Optional {}

    /** A body that may be left out, which is as if it were {@code {}}. */
    interface Optional {}
}
