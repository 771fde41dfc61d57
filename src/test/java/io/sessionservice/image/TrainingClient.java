package io.sessionservice.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends what clients and operators send, each request in the proportion of a busy day, and checks each answer's status. */
final class TrainingClient {

    static final String ADMIN = "training";
    static final String ADMIN_PASSWORD = "training-password";

    private static final int CLIENTS = 8;
    private static final int ROUNDS = 1_000;
    private static final int ROUNDS_A_RARITY = 200;

    /** More than an address may be wrong in a minute (sessions.limits.unknown-tokens-per-address). */
    private static final int GUESSES = 1_000;

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]{40})\"");
    private static final Pattern TEXT = Pattern.compile("\"(id|authKey|authSecret)\":\"?([^\",]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String service;
    private final String management;
    private final AtomicLong nonces = new AtomicLong();
    private String applicationId = "";
    private String authKey = "";
    private String authSecret = "";

    TrainingClient(int port, int managementPort) {
        this.service = "http://localhost:" + port;
        this.management = "http://localhost:" + managementPort;
    }

    /** @param isAlive whether there is still somebody to wait for */
    void awaitReady(BooleanSupplier isAlive) throws InterruptedException {
        while (isAlive.getAsBoolean()) {
            try {
                if (http.send(to(service + "/readyz").GET().build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("ended before it was ready");
    }

    /** Some fifty thousand requests: most methods on their way are compiled to the end by then. */
    void serveAll() throws Exception {
        serveAll(ROUNDS);
    }

    void serveAll(int rounds) throws Exception {
        register();
        byAll(() -> serve(rounds));
        byAll(() -> guess(GUESSES / CLIENTS));
    }

    private void byAll(Callable<Void> part) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Void> client : clients.invokeAll(Collections.nCopies(CLIENTS, part))) {
                client.get();
            }
        }
    }

    /** Last, for then this address is heard no more. */
    private Void guess(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            HttpResponse<String> answer =
                    http.send(to("/session.json", "0".repeat(40)).GET().build(), BodyHandlers.ofString());
            if (answer.statusCode() != 401 && answer.statusCode() != 429) {
                throw new IllegalStateException("a guess was answered " + answer.statusCode());
            }
        }
        return null;
    }

    private void register() throws Exception {
        String application = manage(
                201, "POST", "/actuator/applications", "{\"name\":\"training\",\"algorithms\":[\"SHA1\",\"SHA256\"]}");
        for (Matcher field = TEXT.matcher(application); field.find(); ) {
            switch (field.group(1)) {
                case "id" -> applicationId = field.group(2);
                case "authKey" -> authKey = field.group(2);
                default -> authSecret = field.group(2);
            }
        }
        manage(
                201,
                "POST",
                "/actuator/users",
                "{\"applicationId\":%s,\"login\":\"training\",\"password\":\"training-password\"}"
                        .formatted(applicationId));
    }

    private Void serve(int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            String token = token(send(201, form(signed("HmacSHA1"))));
            for (int read = 0; read < 3; read++) {
                send(200, to("/session.json", token).GET());
            }
            send(200, to("/session.json", token).DELETE());
            if (round % ROUNDS_A_RARITY == 0) {
                serveRarities(token);
            }
        }
        return null;
    }

    private void serveRarities(String token) throws Exception {
        send(
                201,
                to("/session.json", null)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json(signed("HmacSHA256")))));
        TreeMap<String, String> parameters = signed("HmacSHA1");
        send(201, form(parameters));
        send(422, form(parameters));
        parameters = signed("HmacSHA1");
        parameters.put("signature", "0".repeat(40));
        send(422, form(parameters));
        send(401, to("/session.json", "0".repeat(40)).GET());
        send(401, to("/session.json", null).GET());
        send(
                202,
                to("/login.json", token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("login=training&password=training-password")));
        send(200, to("/session.json", token).DELETE());
        manage(200, "GET", "/actuator/prometheus", null);
        manage(200, "GET", "/actuator/sessions?applicationId=" + applicationId + "&limit=10", null);
    }

    private TreeMap<String, String> signed(String algorithm) throws GeneralSecurityException {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("application_id", applicationId);
        parameters.put("auth_key", authKey);
        parameters.put("nonce", String.valueOf(nonces.incrementAndGet()));
        parameters.put("timestamp", String.valueOf(System.currentTimeMillis() / 1000));
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(authSecret.getBytes(UTF_8), algorithm));
        parameters.put(
                "signature",
                HexFormat.of().formatHex(mac.doFinal(joined(parameters).getBytes(UTF_8))));
        return parameters;
    }

    /** What is here needs no encoding. */
    private static String joined(TreeMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    private static String json(TreeMap<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> "\"" + parameter.getKey() + "\":\"" + parameter.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private HttpRequest.Builder form(TreeMap<String, String> parameters) {
        return to("/session.json", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(joined(parameters)));
    }

    private HttpRequest.Builder to(String path, String token) {
        HttpRequest.Builder request = to(service + path);
        return token == null ? request : request.header("QB-Token", token);
    }

    private static HttpRequest.Builder to(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(20));
    }

    private String manage(int status, String method, String path, String body) throws Exception {
        String login = Base64.getEncoder().encodeToString((ADMIN + ":" + ADMIN_PASSWORD).getBytes(UTF_8));
        return send(
                status,
                to(management + path)
                        .header("Authorization", "Basic " + login)
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private String send(int status, HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    answer.request() + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String token(String body) {
        Matcher token = TOKEN.matcher(body);
        if (!token.find()) {
            throw new IllegalStateException("no token");
        }
        return token.group(1);
    }
}
