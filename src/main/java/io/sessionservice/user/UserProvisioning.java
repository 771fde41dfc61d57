package io.sessionservice.user;

import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.Constraints;
import io.sessionservice.platform.GeneratedIds;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Users that identity providers vouch for. There is one for each application, provider and subject, however many log in for the
 * first time at once: a unique key decides. It has no password, and takes over no other user, whatever its e-mail address is.
 */
@Component
public class UserProvisioning {

    private final UserRepository repository;
    private final AuditTrail audit;

    UserProvisioning(UserRepository repository, AuditTrail audit) {
        this.repository = repository;
        this.audit = audit;
    }

    /** The user, made if this is its first login, described as the provider does; empty when it is suspended. */
    public Optional<User> provision(ProvisionUser command, Instant now) {
        UserEntity known =
                repository.readByIdentity(command.applicationId().value(), command.provider(), command.subject());
        UserEntity user =
                known == null || (known.isActive() && !known.isDescribedBy(command)) ? write(command, now) : known;
        return user.isActive() ? Optional.of(user.toUser()) : Optional.empty();
    }

    private UserEntity write(ProvisionUser command, Instant now) {
        return GeneratedIds.insert(repository::nextId, id -> {
            UserEntity user = write(id, command, now);
            if (user.id == id) {
                audit.recordSoon(AuditEntry.of(AuditType.USER_CREATED, "identity provider")
                        .onApplication(user.applicationId)
                        .onUser(id)
                        .detail(command.provider()));
            }
            return user;
        });
    }

    private UserEntity write(long id, ProvisionUser command, Instant now) {
        try {
            return write(id, command, command.email(), now);
        } catch (DataIntegrityViolationException e) {
            if (Constraints.isViolated(e, "uq_users_email")) {
                // somebody else took the address at the same moment
                return write(id, command, null, now);
            }
            throw Constraints.isViolated(e, "pk_users") ? new AlreadyTakenException("id", e) : e;
        }
    }

    private UserEntity write(long id, ProvisionUser command, @Nullable String email, Instant now) {
        // as for every user: sessions of one that had the id before are not honoured
        long generation = now.toEpochMilli();
        return repository.provision(
                id,
                command.applicationId().value(),
                command.provider(),
                command.subject(),
                email,
                command.fullName(),
                generation,
                now);
    }
}
