package io.sessionservice.application;

import io.sessionservice.signature.AuthSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What operators do with applications. Each act is one commit and holds for every replica from the next request on, however
 * many sessions there are. All throw {@link NoSuchElementException} when there is no such application.
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
     * @throws org.springframework.dao.DataIntegrityViolationException when the id or the auth key is taken
     */
    @Transactional
    public Application register(RegisterApplication command, Instant now) {
        long id = command.id() != null ? command.id().value() : repository.nextId();
        String sealed = secrets.seal(command.authSecret(), id);
        return mapping.toApplication(repository.saveAndFlush(
                new ApplicationEntity(id, command.name(), command.authKey(), sealed, command.algorithms(), now)));
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
        verb.accept(repository.findById(id.value()).orElseThrow());
    }
}
