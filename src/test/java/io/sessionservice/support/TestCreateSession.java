package io.sessionservice.support;

import io.sessionservice.application.Application;
import io.sessionservice.session.CreateSession;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignedParameter;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.user.Credentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A valid request for a session, of which a test changes one thing; signed when it is built. */
public final class TestCreateSession {

    private static final AtomicLong NONCES = new AtomicLong();

    private final Application application;
    private Instant timestamp;
    private long nonce = NONCES.incrementAndGet();
    private AuthSecret secret;
    private @Nullable Credentials credentials;

    private TestCreateSession(Application application, Instant timestamp) {
        this.application = application;
        this.timestamp = timestamp;
        this.secret = application.authSecret();
    }

    public static TestCreateSession valid(Application application, Instant now) {
        return new TestCreateSession(application, Instant.ofEpochSecond(now.getEpochSecond()));
    }

    public TestCreateSession withTimestamp(Instant timestamp) {
        this.timestamp = timestamp;
        return this;
    }

    public TestCreateSession withNonce(long nonce) {
        this.nonce = nonce;
        return this;
    }

    public TestCreateSession signedWith(AuthSecret secret) {
        this.secret = secret;
        return this;
    }

    public TestCreateSession withCredentials(Credentials credentials) {
        this.credentials = credentials;
        return this;
    }

    public CreateSession build() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", application.id().toString());
        parameters.put("auth_key", application.authKey().value());
        parameters.put("timestamp", Long.toString(timestamp.getEpochSecond()));
        parameters.put("nonce", Long.toString(nonce));
        List<SignedParameter> covered = parameters.entrySet().stream()
                .map(parameter -> new SignedParameter(parameter.getKey(), parameter.getValue()))
                .toList();
        return new CreateSession(
                application.id(),
                application.authKey(),
                timestamp,
                nonce,
                new SignedRequest(RequestSigner.sha1(parameters, secret.value()), List.of(covered)),
                credentials,
                null);
    }
}
