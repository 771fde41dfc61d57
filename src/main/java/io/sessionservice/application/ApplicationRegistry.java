package io.sessionservice.application;

import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.Constraints;
import io.sessionservice.platform.GeneratedIds;
import io.sessionservice.signature.AuthSecret;
import java.time.Duration;
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
 * What operators do with applications. Each act is one commit and holds for every replica from the next request on, however
 * many sessions there are; acts on one application queue up. Those that change one throw {@link NoSuchElementException}
 * when there is no such application.
 */
@Component
public class ApplicationRegistry {

    private final ApplicationRepository repository;
    private final ApplicationMapping mapping;
    private final AuthSecrets secrets;

    ApplicationRegistry(ApplicationRepository repository, ApplicationMapping mapping, AuthSecrets secrets) {
        this.repository = repository;
        this.mapping = mapping;
        this.secrets = secrets;
    }

    /**
     * Registers an application, active from now on.
     *
     * @throws AlreadyTakenException when the id or the auth key is taken
     */
    public Application register(RegisterApplication command, Instant now) {
        return command.id() != null
                ? insert(command.id().value(), command, now)
                : GeneratedIds.insert(repository::nextId, id -> insert(id, command, now));
    }

    /** An id that looks free, for an application yet to be registered; null when a look at some found none. */
    public @Nullable Long nextId() {
        return repository.nextId();
    }

    private Application insert(long id, RegisterApplication command, Instant now) {
        String sealed = secrets.seal(command.authSecret(), id);
        try {
            return mapping.toApplication(repository.saveAndFlush(
                    new ApplicationEntity(id, command.name(), command.authKey(), sealed, command.algorithms(), now)));
        } catch (DataIntegrityViolationException e) {
            throw new AlreadyTakenException(
                    Constraints.isViolated(e, "uq_applications_auth_key") ? "authKey" : "id", e);
        }
    }

    public Optional<RegisteredApplication> find(ApplicationId id) {
        return Optional.ofNullable(repository.read(id.value())).map(ApplicationEntity::toRegisteredApplication);
    }

    /** The applications whose ids follow {@code after}, in their order. */
    public List<RegisteredApplication> page(long after, int limit) {
        return repository.readPage(after, limit).stream()
                .map(ApplicationEntity::toRegisteredApplication)
                .toList();
    }

    /**
     * Makes {@code secret} the current one.
     *
     * @param grace how long the one that it replaces stays valid
     */
    @Transactional
    public void rotateSecret(ApplicationId id, AuthSecret secret, Duration grace, Instant now) {
        change(id, application -> application.rotate(secrets.seal(secret, id.value()), now.plus(grace), now));
    }

    /**
     * As {@link #rotateSecret(ApplicationId, AuthSecret, Duration, Instant)}, but only if the application has not changed since: of
     * several who saw the same, the row lets one through.
     *
     * @throws ApplicationChangedException when it is not that one
     */
    @Transactional
    public void rotateSecret(ApplicationId id, AuthSecret secret, Duration grace, Instant seen, Instant now) {
        change(id, application -> {
            if (!application.updatedAt.equals(seen)) {
                throw new ApplicationChangedException(id);
            }
            application.rotate(secrets.seal(secret, id.value()), now.plus(grace), now);
        });
    }

    @Transactional
    public void suspend(ApplicationId id, Instant now) {
        change(id, application -> application.suspend(now));
    }

    @Transactional
    public void resume(ApplicationId id, Instant now) {
        change(id, application -> application.resume(now));
    }

    /** Ends every session of the application. */
    @Transactional
    public void revokeSessions(ApplicationId id, Instant now) {
        change(id, application -> application.revokeSessions(now));
    }

    private void change(ApplicationId id, Consumer<ApplicationEntity> verb) {
        verb.accept(repository.readForChange(id.value()).orElseThrow());
    }
}
