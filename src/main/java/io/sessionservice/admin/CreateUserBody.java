package io.sessionservice.admin;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A user to be created: with a password, or with one that another system encoded. */
public record CreateUserBody(
        @NotNull @Positive Long applicationId,
        @Nullable @Positive Long id,
        @Nullable @PlainText @Size(max = 255) String login,

        @Nullable
        @PlainText
        @Size(max = 255)
        @Pattern(regexp = "[^@\\s]+@[^@\\s]+", message = "must be an e-mail address")
        String email,

        @Nullable @PasswordText String password,
        @Nullable @Size(max = 500) String passwordHash,
        @Nullable @PlainText @Size(max = 255) String fullName)
        implements AdminBody {

    @AssertTrue(message = "login, email or both are required")
    boolean isNamed() {
        return login != null || email != null;
    }

    @AssertTrue(message = "one of password and passwordHash is required")
    boolean isProvable() {
        return (password == null) != (passwordHash == null);
    }

    @Override
    public String toString() {
        return "CreateUserBody[****]";
    }
}
