package io.sessionservice.application;

import io.sessionservice.platform.SecretSealer;
import io.sessionservice.signature.AuthSecret;
import org.springframework.stereotype.Component;

/** Seals an application's auth secrets, bound to the application so that a sealed one opens in no other row. */
@Component
class AuthSecrets {

    private final SecretSealer sealer;

    AuthSecrets(SecretSealer sealer) {
        this.sealer = sealer;
    }

    String seal(AuthSecret secret, long applicationId) {
        return sealer.seal(secret.value(), context(applicationId));
    }

    AuthSecret unseal(String sealed, long applicationId) {
        return new AuthSecret(sealer.unseal(sealed, context(applicationId)));
    }

    private static String context(long applicationId) {
        return "the auth secret of application " + applicationId;
    }
}
