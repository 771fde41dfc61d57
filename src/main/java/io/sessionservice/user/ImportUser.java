package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import org.jspecify.annotations.Nullable;

/**
 * A user that comes from another system with its password encoded there.
 *
 * @param id or null for the next free one
 * @param login or e-mail address, one at least
 */
public record ImportUser(
        @Nullable UserId id,
        ApplicationId applicationId,
        @Nullable String login,
        @Nullable String email,
        EncodedPassword password,
        @Nullable String fullName) {

    /** The same, under this id. */
    public ImportUser under(UserId given) {
        return new ImportUser(given, applicationId, login, email, password, fullName);
    }
}
