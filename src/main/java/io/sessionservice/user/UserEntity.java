package io.sessionservice.user;

import io.sessionservice.application.ApplicationId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a user; the password is encoded in it. */
@Entity
@Table(name = "users")
class UserEntity {

    @Id
    Long id;

    long applicationId;

    @Nullable
    String login;

    @Nullable
    String email;

    /** Null where only an identity provider vouches for the user. */
    @Nullable
    String password;

    @Nullable
    String fullName;

    @Nullable
    String identityProvider;

    @Nullable
    String identitySubject;

    @Enumerated(EnumType.STRING)
    UserStatus status;

    long sessionGeneration;

    @Version
    @Nullable
    Long version;

    Instant createdAt;
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected UserEntity() {}

    UserEntity(long id, ImportUser command, Instant now) {
        this.id = id;
        this.applicationId = command.applicationId().value();
        this.login = command.login();
        this.email = command.email();
        this.password = command.password().value();
        this.fullName = command.fullName();
        this.status = UserStatus.ACTIVE;
        // an id may be given again after a deletion: sessions of the user that had it before are not honoured
        this.sessionGeneration = now.toEpochMilli();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Ends the user's sessions too: whoever knew the old password may hold one. */
    void setPassword(String encodedPassword, Instant now) {
        password = encodedPassword;
        revokeSessions(now);
    }

    /** Ends the user's sessions too: they do not come back with the user. */
    void suspend(Instant now) {
        status = UserStatus.SUSPENDED;
        revokeSessions(now);
    }

    void resume(Instant now) {
        status = UserStatus.ACTIVE;
        updatedAt = now;
    }

    void revokeSessions(Instant now) {
        sessionGeneration++;
        updatedAt = now;
    }

    /** Whether the user is already as its identity provider describes it; a claim that is absent says nothing. */
    boolean isDescribedBy(ProvisionUser command) {
        return (command.email() == null || command.email().equals(email))
                && (command.fullName() == null || command.fullName().equals(fullName));
    }

    boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    User toUser() {
        return new User(
                new UserId(id),
                new ApplicationId(applicationId),
                login,
                email,
                fullName,
                sessionGeneration,
                createdAt,
                updatedAt);
    }

    RegisteredUser toRegisteredUser() {
        return new RegisteredUser(
                new UserId(id),
                new ApplicationId(applicationId),
                login,
                email,
                fullName,
                identityProvider,
                identitySubject,
                status,
                createdAt,
                updatedAt);
    }
}
