package io.sessionservice.admin;

import jakarta.validation.constraints.NotNull;

/** A user's new password. */
public record SetPasswordBody(@NotNull @PasswordText String password) implements AdminBody {

    @Override
    public String toString() {
        return "SetPasswordBody[****]";
    }
}
