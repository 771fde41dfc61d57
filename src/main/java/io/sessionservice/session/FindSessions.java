package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are asked for.
 *
 * @param applicationId or null for any
 * @param userId or null for any, and for application sessions
 * @param after where the page begins: the {@link SessionPage#next} of the one before, or 0
 */
public record FindSessions(
        @Nullable ApplicationId applicationId, @Nullable UserId userId, long after, int limit) {}
