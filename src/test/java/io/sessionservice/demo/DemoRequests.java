package io.sessionservice.demo;

import io.sessionservice.support.RequestSigner;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;

/** Writes requests to paste into a shell, signed just now, when the service is ready. */
@TestConfiguration(proxyBeanMethods = false)
class DemoRequests {

    private static final Logger log = LoggerFactory.getLogger(DemoRequests.class);

    private final Clock clock;
    private final String url;
    private final String applicationId;
    private final String authKey;
    private final String authSecret;

    DemoRequests(
            Clock clock,
            @Value("http://localhost:${server.port}/session.json") String url,
            @Value("${sessions.bootstrap[0].id}") String applicationId,
            @Value("${sessions.bootstrap[0].auth-key}") String authKey,
            @Value("${sessions.bootstrap[0].auth-secret}") String authSecret) {
        this.clock = clock;
        this.url = url;
        this.applicationId = applicationId;
        this.authKey = authKey;
        this.authSecret = authSecret;
    }

    @EventListener(ApplicationReadyEvent.class)
    void writeRequests() {
        log.info("""
                Ready. Paste these within ten minutes: a user session is opened, read and downgraded.

                TOKEN=$(curl -sS {} {} | tee /dev/stderr | sed 's/.*"token":"//; s/".*//'); echo

                curl -sS -i -H "QB-Token: $TOKEN" {}; echo

                curl -sS -i -X DELETE -H "QB-Token: $TOKEN" {}; echo
                """, url, signedParameters(), url, url);
    }

    private String signedParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", applicationId);
        parameters.put("auth_key", authKey);
        parameters.put("timestamp", Long.toString(clock.instant().getEpochSecond()));
        parameters.put("nonce", Integer.toString(new SecureRandom().nextInt(Integer.MAX_VALUE)));
        parameters.put("user[login]", DemoUser.LOGIN);
        parameters.put("user[password]", DemoUser.PASSWORD);
        parameters.put("signature", RequestSigner.sha1(parameters, authSecret));
        return parameters.entrySet().stream()
                .map(parameter -> "-d '" + parameter.getKey() + "=" + parameter.getValue() + "'")
                .collect(Collectors.joining(" "));
    }
}
