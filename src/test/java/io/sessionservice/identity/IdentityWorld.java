package io.sessionservice.identity;

import io.sessionservice.application.Application;
import io.sessionservice.application.ApplicationRegistry;
import io.sessionservice.application.AuthKey;
import io.sessionservice.application.RegisterApplication;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureAlgorithm;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.support.WireClient.Answer;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A replica that may call this machine, and clients of applications that log in by a provider. */
final class IdentityWorld implements AutoCloseable {

    private static final AtomicLong NONCES = new AtomicLong();

    final Replica replica;
    final WireClient client;
    final AdminClient admin;

    IdentityWorld(String... settings) {
        this(TestPostgres.newDatabase(), settings);
    }

    /** @param settings over those that let it call this machine */
    IdentityWorld(JdbcConnectionDetails database, String... settings) {
        // a setting that is given twice would be a list
        Map<String, String> all = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "sessions.identity.allowed-hosts=localhost,127.0.0.1",
                                "sessions.identity.allow-http=true",
                                "sessions.identity.allow-private-addresses=true"),
                        Stream.of(settings))
                .forEach(setting -> all.put(setting.substring(0, setting.indexOf('=')), setting));
        replica = Replica.start(database, all.values().toArray(String[]::new));
        client = new WireClient(replica.url());
        admin = AdminClient.of(replica);
    }

    Application register() {
        return replica.bean(ApplicationRegistry.class)
                .register(
                        new RegisterApplication(
                                null,
                                "test",
                                new AuthKey(UUID.randomUUID().toString()),
                                new AuthSecret("auth-secret"),
                                EnumSet.allOf(SignatureAlgorithm.class)),
                        Clock.systemUTC().instant());
    }

    Answer configure(Application application, String json) {
        return admin.send("PUT", "/applications/" + application.id() + "/identity-providers/company", json);
    }

    Answer login(Application application, String token) {
        return open(application, Map.of("provider", "company", "keys[token]", token));
    }

    Answer open(Application application, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("application_id", application.id().toString());
        parameters.put("auth_key", application.authKey().value());
        parameters.put("timestamp", Long.toString(Clock.systemUTC().instant().getEpochSecond()));
        parameters.put("nonce", Long.toString(NONCES.incrementAndGet()));
        return client.postForm("/session.json", WireClient.signed(parameters, "auth-secret"));
    }

    @Override
    public void close() {
        replica.close();
    }
}
