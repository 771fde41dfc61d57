package io.sessionservice.user;

import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What operators do with users. Each act is one commit and holds for every replica from the next request on, however many
 * sessions there are. All but {@link #create} throw {@link NoSuchElementException} when there is no such user.
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
     * @throws org.springframework.dao.DataIntegrityViolationException when the id, login or e-mail address is taken, or there
     *     is no such application
     */
    public User create(CreateUser command, Instant now) {
        String encoded = hashing.encode(command.password());
        return repository
                .saveAndFlush(new UserEntity(
                        command.id() != null ? command.id().value() : repository.nextId(), command, encoded, now))
                .toUser();
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

    private void change(UserId id, Consumer<UserEntity> verb) {
        verb.accept(repository.findById(id.value()).orElseThrow());
    }
}
