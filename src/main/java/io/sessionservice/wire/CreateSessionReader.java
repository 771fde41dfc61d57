package io.sessionservice.wire;

import static io.sessionservice.wire.ParameterNames.APPLICATION_ID;
import static io.sessionservice.wire.ParameterNames.AUTH_KEY;
import static io.sessionservice.wire.ParameterNames.NONCE;
import static io.sessionservice.wire.ParameterNames.PROVIDER;
import static io.sessionservice.wire.ParameterNames.SIGNATURE;
import static io.sessionservice.wire.ParameterNames.TIMESTAMP;
import static io.sessionservice.wire.ParameterNames.USER_EMAIL;
import static io.sessionservice.wire.ParameterNames.USER_LOGIN;
import static io.sessionservice.wire.ParameterNames.USER_PASSWORD;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.AuthKey;
import io.sessionservice.session.CreateSession;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.user.Credentials;
import io.sessionservice.user.ProviderCredentials;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the parameters of {@code POST /session.json} to the command (seed, Create session). */
@Component
class CreateSessionReader {

    private static final Pattern SIGNATURE_FORM = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");

    private final CredentialsReader credentialsReader;

    CreateSessionReader(CredentialsReader credentialsReader) {
        this.credentialsReader = credentialsReader;
    }

    CreateSession read(WireParameters parameters) {
        ParameterReader reader = new ParameterReader(parameters);
        long applicationId = reader.requireInteger(APPLICATION_ID, 1, Long.MAX_VALUE);
        String authKey = reader.requireText(AUTH_KEY);
        long timestamp = reader.requireInteger(TIMESTAMP, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        // signed: Android's SDK draws from the whole range
        long nonce = reader.requireInteger(NONCE, Long.MIN_VALUE, Long.MAX_VALUE);
        String signature = readSignature(reader);
        @Nullable Credentials credentials = credentialsReader.find(reader, USER_LOGIN, USER_EMAIL, USER_PASSWORD);
        @Nullable ProviderCredentials providerCredentials = ProviderCredentialsReader.find(reader);
        if (credentials != null && providerCredentials != null) {
            reader.problem(PROVIDER, "is given beside a password");
        }
        reader.refuseIfInvalid();
        return new CreateSession(
                new ApplicationId(applicationId),
                new AuthKey(authKey),
                Instant.ofEpochSecond(timestamp),
                nonce,
                new SignedRequest(signature, parameters.readings()),
                credentials,
                providerCredentials);
    }

    private static String readSignature(ParameterReader reader) {
        String hex = reader.requireText(SIGNATURE);
        if (!SIGNATURE_FORM.matcher(hex).matches()) {
            reader.problem(SIGNATURE, "is not a signature");
        }
        return hex;
    }
}
