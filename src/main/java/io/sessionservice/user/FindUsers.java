package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * Which users of an application are asked for.
 *
 * @param login exactly as registered, or null for any
 * @param email in any case, or null for any
 * @param after the last id of the page before; 0 for the first page
 */
public record FindUsers(
        ApplicationId applicationId,
        @Nullable String login,
        @Nullable String email,
        long after,
        int limit) {}
