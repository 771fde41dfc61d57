package io.sessionservice.user;

import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.Constraints;
import io.sessionservice.platform.GeneratedIds;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What operators do with users. Each act is one commit and holds for every replica from the next request on, however many
 * sessions there are; acts on one user queue up. Those that change one throw {@link NoSuchElementException} when there is no
 * such user.
 */
@Component
public class UserRegistry {

    private final UserRepository repository;
    private final PasswordHashing hashing;
    private final TransactionOperations transactions;

    UserRegistry(UserRepository repository, PasswordHashing hashing, TransactionOperations transactions) {
        this.repository = repository;
        this.hashing = hashing;
        this.transactions = transactions;
    }

    /**
     * Creates a user, active from now on. The password is hashed before the row is written.
     *
     * @throws AlreadyTakenException when the id, login or e-mail address is taken
     * @throws NoSuchElementException when there is no such application
     */
    public User create(CreateUser command, Instant now) {
        EncodedPassword encoded = new EncodedPassword(hashing.encode(command.password()));
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
                .readPage(
                        query.applicationId().value(),
                        query.login(),
                        query.email(),
                        query.after(),
                        Limit.of(query.limit()))
                .stream()
                .map(UserEntity::toRegisteredUser)
                .toList();
    }

    /** Sets the password, hashed before the transaction begins, and ends the user's sessions. */
    public void setPassword(UserId id, String password, Instant now) {
        String encoded = hashing.encode(password);
        transactions.executeWithoutResult(status -> change(id, user -> user.setPassword(encoded, now)));
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
