package io.sessionservice.session;

import org.jspecify.annotations.Nullable;

/**
 * What the statement says to an application that is as it was when it proved itself.
 *
 * @param place of the question that it answers, from 1
 * @param found the session, or null when the application has none of this token
 * @param honoured whether the session's user honours it; whether it has expired is not yet asked
 */
record IntrospectedRow(long place, @Nullable SessionRow found, boolean honoured) {

    /** The session, or null when there is none that is honoured. */
    @Nullable
    SessionRow session() {
        return honoured ? found : null;
    }
}
