package io.sessionservice.user;

import org.jspecify.annotations.Nullable;

/**
 * What a user proves itself with: a login or an e-mail address, and a password; never printed.
 *
 * @param login preferred when both are given
 * @param address where they come from; null when it is not known
 */
public record Credentials(
        @Nullable String login,
        @Nullable String email,
        String password,
        @Nullable String address) {

    public static Credentials ofLogin(String login, String password) {
        return new Credentials(login, null, password, null);
    }

    public static Credentials ofEmail(String email, String password) {
        return new Credentials(null, email, password, null);
    }

    /** The same, tried from this address. */
    public Credentials from(@Nullable String origin) {
        return new Credentials(login, email, password, origin);
    }

    @Override
    public String toString() {
        return "Credentials[****]";
    }
}
