package io.sessionservice.application;

import java.util.Objects;
import org.springframework.stereotype.Component;

/** From the row to the application, unsealing what is sealed. */
@Component
class ApplicationMapping {

    private final AuthSecrets secrets;

    ApplicationMapping(AuthSecrets secrets) {
        this.secrets = secrets;
    }

    Application toApplication(ApplicationEntity entity) {
        return new Application(
                new ApplicationId(entity.id),
                entity.name,
                new AuthKey(entity.authKey),
                secrets.unseal(entity.authSecret, entity.id),
                entity.previousAuthSecret == null ? null : secrets.unseal(entity.previousAuthSecret, entity.id),
                entity.previousAuthSecretExpiresAt,
                entity.algorithms,
                entity.status,
                Objects.requireNonNull(entity.version),
                entity.sessionGeneration,
                entity.createdAt);
    }
}
