package io.sessionservice.wire;

import static io.sessionservice.wire.ParameterNames.KEYS_SECRET;
import static io.sessionservice.wire.ParameterNames.KEYS_TOKEN;
import static io.sessionservice.wire.ParameterNames.PROVIDER;

import io.sessionservice.user.ProviderCredentials;
import org.jspecify.annotations.Nullable;

/** Reads the name of an identity provider and the token that it is to be asked about; alike on both routes. */
final class ProviderCredentialsReader {

    private ProviderCredentialsReader() {}

    /** What is there for a provider, or null when none is named; a missing token is noted as a problem. */
    static @Nullable ProviderCredentials find(ParameterReader reader) {
        String provider = reader.findText(PROVIDER);
        if (provider == null) {
            return null;
        }
        // JS SDK 2.23.0, quickblox.d.ts, QBLoginParams: firebase_phone has its token in firebase_phone[access_token]
        String token = reader.findText(provider + "[access_token]");
        return new ProviderCredentials(
                provider, token != null ? token : reader.requireText(KEYS_TOKEN), reader.findText(KEYS_SECRET));
    }
}
