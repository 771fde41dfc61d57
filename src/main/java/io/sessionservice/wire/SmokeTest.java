package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.platform.TimeConfiguration;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens, reads and ends a session at a running service, as a client does: {@code java -jar session-service.jar smoke}. The
 * image tests an installation with it, and so needs no other image. Shares no code with what it tests.
 */
public final class SmokeTest {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private final Clock clock;
    private final PrintStream out;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** Tries the service that {@code SMOKE_URL} of the environment names. */
    public SmokeTest(Map<String, String> environment, Clock clock, PrintStream out) {
        this.environment = environment;
        this.clock = clock;
        this.out = out;
    }

    /** Takes {@code SMOKE_URL}, {@code _APPLICATION_ID}, {@code _AUTH_KEY} and {@code _AUTH_SECRET}; throws at the first surprise. */
    public static void run() throws IOException, InterruptedException, GeneralSecurityException {
        new SmokeTest(System.getenv(), TimeConfiguration.systemClock(), System.out).openReadAndEnd();
    }

    /** Throws at the first surprise. */
    public void openReadAndEnd() throws IOException, InterruptedException, GeneralSecurityException {
        String body = form(signedParameters());
        String opened = send(
                201,
                "POST",
                request()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        Matcher token = TOKEN.matcher(opened);
        if (!token.find()) {
            throw new IllegalStateException("POST answered 201 without a token");
        }
        send(200, "GET", request().header("QB-Token", token.group(1)).GET());
        send(200, "DELETE", request().header("QB-Token", token.group(1)).DELETE());
    }

    private Map<String, String> signedParameters() throws GeneralSecurityException {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("application_id", setting("SMOKE_APPLICATION_ID"));
        parameters.put("auth_key", setting("SMOKE_AUTH_KEY"));
        parameters.put("timestamp", Long.toString(clock.instant().getEpochSecond()));
        // new with each run is all it has to be
        parameters.put("nonce", Long.toString(System.nanoTime() & Integer.MAX_VALUE));
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(setting("SMOKE_AUTH_SECRET").getBytes(UTF_8), "HmacSHA256"));
        String base = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        parameters.put("signature", HexFormat.of().formatHex(hmac.doFinal(base.getBytes(UTF_8))));
        return parameters;
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(setting("SMOKE_URL") + "/session.json"))
                .timeout(PATIENCE);
    }

    private String send(int expected, String name, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(
                    "%s answered %d, not %d: %s".formatted(name, answer.statusCode(), expected, answer.body()));
        }
        out.printf("%s %d%n", name, answer.statusCode());
        return answer.body();
    }

    private String setting(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
