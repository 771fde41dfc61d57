package io.sessionservice.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the sessions asked for.
 *
 * @param next where the next page begins ({@link FindSessions#after}); null when there is none
 */
public record SessionPage(
        List<ListedSession> sessions, @Nullable SessionId next) {}
