package io.sessionservice.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sessionservice.user.RegisteredUser;
import io.sessionservice.user.UserStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserDescriptor(
        long id,
        long applicationId,
        @Nullable String login,
        @Nullable String email,
        @Nullable String fullName,
        @Nullable String identityProvider,
        @Nullable String identitySubject,
        UserStatus status,
        Instant createdAt,
        Instant updatedAt) {

    public static UserDescriptor of(RegisteredUser user) {
        return new UserDescriptor(
                user.id().value(),
                user.applicationId().value(),
                user.login(),
                user.email(),
                user.fullName(),
                user.identityProvider(),
                user.identitySubject(),
                user.status(),
                user.createdAt(),
                user.updatedAt());
    }

    /** @param next what to send as {@code after} for more; null when there is no more */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<UserDescriptor> users, @Nullable Long next) {}
}
