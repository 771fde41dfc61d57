package io.sessionservice.identity;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.platform.AlreadyTakenException;
import io.sessionservice.platform.Constraints;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * The identity providers of applications. Each change is one commit and holds for every replica from the next login on. Users whom a
 * provider vouched for stay when it is removed; they get in again when one of its name is there.
 */
@Component
public class IdentityProviders {

    private final IdentityProviderRepository repository;
    private final IdentityProviderMapping mapping;
    private final OutsideAddresses addresses;

    IdentityProviders(
            IdentityProviderRepository repository, IdentityProviderMapping mapping, OutsideAddresses addresses) {
        this.repository = repository;
        this.mapping = mapping;
        this.addresses = addresses;
    }

    public Optional<IdentityProvider> find(ApplicationId application, String name) {
        return Optional.ofNullable(repository.read(application.value(), name)).map(mapping::toProvider);
    }

    /** In the order of their names. */
    public List<IdentityProvider> all(ApplicationId application) {
        return repository.readAll(application.value()).stream()
                .map(mapping::toProvider)
                .toList();
    }

    /**
     * Sets a provider up, in place of one that has the name.
     *
     * @throws ProviderSettingException when it has an address that would not be called
     * @throws NoSuchElementException when there is no such application
     * @throws AlreadyTakenException when somebody else has made it at the same moment: to try again is to replace it
     */
    public IdentityProvider configure(ApplicationId application, String name, ProviderSettings settings, Instant now) {
        check(settings);
        IdentityProviderEntity entity =
                mapping.toEntity(new IdentityProviderKey(application.value(), name), settings, now);
        // the row keeps the time at which it was made whatever the entity says, but within a transaction the entity is
        // what is read
        find(application, name).ifPresent(replaced -> entity.createdAt = replaced.createdAt());
        try {
            repository.saveAndFlush(entity);
        } catch (DataIntegrityViolationException e) {
            if (Constraints.isViolated(e, "fk_identity_providers_application")) {
                throw new NoSuchElementException("No application " + application, e);
            }
            throw new AlreadyTakenException("provider", e);
        }
        return find(application, name).orElseThrow();
    }

    /** @throws NoSuchElementException when there is no such provider */
    public void remove(ApplicationId application, String name) {
        if (repository.remove(application.value(), name) == 0) {
            throw new NoSuchElementException("No such identity provider");
        }
    }

    private void check(ProviderSettings settings) {
        switch (settings) {
            case OidcSettings oidc -> {
                addresses.check("issuer", oidc.issuer());
                if (oidc.jwksUri() != null) {
                    addresses.check("jwksUri", oidc.jwksUri());
                }
            }
            case HttpSettings http -> {
                addresses.check("url", http.url());
                Templates.check("headers", http.headers().values());
                Templates.check("parameters", http.parameters().values());
            }
        }
    }
}
