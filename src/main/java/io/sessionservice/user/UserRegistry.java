package io.sessionservice.user;

import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.Constraints;
import io.sessionservice.platform.GeneratedIds;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What operators do with users. Each act is one commit and holds for every replica from the next request on, however many
 * sessions there are; acts on one user queue up. Those that change one throw {@link NoSuchElementException} when there is no
 * such user.
 */
@Component
public class UserRegistry {

    private final UserRepository repository;
    private final PasswordHashing hashing;

    UserRegistry(UserRepository repository, PasswordHashing hashing) {
        this.repository = repository;
        this.hashing = hashing;
    }

    /**
     * Creates a user, active from now on. The password is hashed before the row is written.
     *
     * @throws AlreadyTakenException when the id, login or e-mail address is taken
     * @throws NoSuchElementException when there is no such application
     */
    public User create(CreateUser command, Instant now) {
        EncodedPassword encoded = encode(command.password());
        return create(
                new ImportUser(
                        command.id(),
                        command.applicationId(),
                        command.login(),
                        command.email(),
                        encoded,
                        command.fullName()),
                now);
    }

    /** The password as it is stored. Takes its time, and no connection. */
    public EncodedPassword encode(String password) {
        return new EncodedPassword(hashing.encode(password));
    }

    /** An id that looks free, for a user yet to be created; null when a look at some found none. */
    public @Nullable Long nextId() {
        return repository.nextId();
    }

    /** Creates a user whose password another system encoded; otherwise as {@link #create(CreateUser, Instant)}. */
    public User create(ImportUser command, Instant now) {
        return command.id() != null
                ? insert(command.id().value(), command, now)
                : GeneratedIds.insert(repository::nextId, id -> insert(id, command, now));
    }

    private User insert(long id, ImportUser command, Instant now) {
        try {
            return repository.saveAndFlush(new UserEntity(id, command, now)).toUser();
        } catch (DataIntegrityViolationException e) {
            if (Constraints.isViolated(e, "fk_users_application")) {
                throw new NoSuchElementException("No application " + command.applicationId(), e);
            }
            throw new AlreadyTakenException(taken(e), e);
        }
    }

    private static String taken(DataIntegrityViolationException e) {
        if (Constraints.isViolated(e, "uq_users_login")) {
            return "login";
        }
        return Constraints.isViolated(e, "uq_users_email") ? "email" : "id";
    }

    public Optional<RegisteredUser> find(UserId id) {
        return repository.findById(id.value()).map(UserEntity::toRegisteredUser);
    }

    /** The users asked for, in the order of their ids. */
    public List<RegisteredUser> find(FindUsers query) {
        return repository
                .readPage(query.applicationId().value(), query.login(), query.email(), query.after(), query.limit())
                .stream()
                .map(UserEntity::toRegisteredUser)
                .toList();
    }

    /** Sets the password and ends the user's sessions. */
    @Transactional
    public void setPassword(UserId id, EncodedPassword password, Instant now) {
        change(id, user -> user.setPassword(password.value(), now));
    }

    /** Shuts the user out and ends its sessions. */
    @Transactional
    public void suspend(UserId id, Instant now) {
        change(id, user -> user.suspend(now));
    }

    @Transactional
    public void resume(UserId id, Instant now) {
        change(id, user -> user.resume(now));
    }

    /** Ends the user's sessions. */
    @Transactional
    public void revokeSessions(UserId id, Instant now) {
        change(id, user -> user.revokeSessions(now));
    }

    /** Removes the user. Its sessions end with it: none is honoured without its user. */
    @Transactional
    public void delete(UserId id) {
        repository.delete(repository.readForChange(id.value()).orElseThrow());
    }

    private void change(UserId id, Consumer<UserEntity> verb) {
        verb.accept(repository.readForChange(id.value()).orElseThrow());
    }
}
