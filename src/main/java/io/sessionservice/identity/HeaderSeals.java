package io.sessionservice.identity;

import io.sessionservice.platform.SecretSealer;
import org.springframework.stereotype.Component;

/** Seals the value of a provider's secret header, bound to the provider so that a sealed one opens in no other row. */
@Component
class HeaderSeals {

    private final SecretSealer sealer;

    HeaderSeals(SecretSealer sealer) {
        this.sealer = sealer;
    }

    String seal(String value, IdentityProviderKey key) {
        return sealer.seal(value, context(key));
    }

    String unseal(String sealed, IdentityProviderKey key) {
        return sealer.unseal(sealed, context(key));
    }

    private static String context(IdentityProviderKey key) {
        return "the header of identity provider " + key.name() + " of application " + key.applicationId();
    }
}
