package io.sessionservice.user;

import org.jspecify.annotations.Nullable;

/**
 * What a user proves itself with: a login or an e-mail address, and a password; never printed.
 *
 * @param login preferred when both are given
 */
public record Credentials(@Nullable String login, @Nullable String email, String password) {

    public static Credentials ofLogin(String login, String password) {
        return new Credentials(login, null, password);
    }

    public static Credentials ofEmail(String email, String password) {
        return new Credentials(null, email, password);
    }

    @Override
    public String toString() {
        return "Credentials[****]";
    }
}
