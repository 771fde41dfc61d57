package io.sessionservice.conformance;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the suite is pointed at: the service at {@code -Dconformance.base-url}, with the application and user of the demo run
 * unless {@code -Dconformance.*} says otherwise; or a service of its own, started for the suite.
 */
record Target(
        String baseUrl,
        String applicationId,
        String authKey,
        String authSecret,
        long userId,
        String login,
        String email,
        String password) {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final class Holder {
        static final Target INSTANCE = System.getProperty("conformance.base-url") == null ? started() : configured();
    }

    static Target get() {
        return Holder.INSTANCE;
    }

    private static Target configured() {
        return of(System.getProperty("conformance.base-url"));
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static Target started() {
        Replica replica = Replica.start(
                TestPostgres.newDatabase(),
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=conformance",
                "sessions.bootstrap[0].auth-key=WzRAY9vrGmb6FfP",
                "sessions.bootstrap[0].auth-secret=demo-auth-secret");
        Target target = of(replica.url());
        replica.bean(UserRegistry.class)
                .create(
                        new CreateUser(
                                new UserId(target.userId),
                                new ApplicationId(92),
                                target.login,
                                target.email,
                                target.password,
                                null),
                        Instant.now());
        return target;
    }

    private static Target of(String baseUrl) {
        return new Target(
                baseUrl,
                System.getProperty("conformance.application-id", "92"),
                System.getProperty("conformance.auth-key", "WzRAY9vrGmb6FfP"),
                System.getProperty("conformance.auth-secret", "demo-auth-secret"),
                Long.getLong("conformance.user-id", 302),
                System.getProperty("conformance.login", "demo"),
                System.getProperty("conformance.email", "demo@example.com"),
                System.getProperty("conformance.password", "demo-password"));
    }

    WireClient client() {
        return new WireClient(baseUrl);
    }

    /** The parameters of a valid request in the SDKs' spelling, not yet signed, with a nonce of its own. */
    Map<String, String> parameters() {
        return parameters("application_id", "auth_key");
    }

    /** The same in the document's spelling. */
    Map<String, String> documentedParameters() {
        return parameters("applicationId", "authKey");
    }

    private Map<String, String> parameters(String idName, String keyName) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(idName, applicationId);
        parameters.put(keyName, authKey);
        parameters.put("timestamp", Long.toString(Instant.now().getEpochSecond()));
        parameters.put("nonce", Integer.toString(RANDOM.nextInt(Integer.MAX_VALUE)));
        return parameters;
    }

    Map<String, String> signed(Map<String, String> parameters) {
        return WireClient.signed(parameters, authSecret);
    }

    @Override
    public String toString() {
        return baseUrl;
    }
}
