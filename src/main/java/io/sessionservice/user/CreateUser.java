package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user that is to be created; never printed, for it holds a password.
 *
 * @param id or null for the next free one
 * @param login or e-mail address, one at least
 */
public record CreateUser(
        @Nullable UserId id,
        ApplicationId applicationId,
        @Nullable String login,
        @Nullable String email,
        String password,
        @Nullable String fullName) {

    @Override
    public String toString() {
        return "CreateUser[****]";
    }
}
