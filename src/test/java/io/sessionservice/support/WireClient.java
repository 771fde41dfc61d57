package io.sessionservice.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of one application, with nothing of the service's own code in it. */
public final class WireClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String baseUrl;

    /** An answer. */
    public record Answer(HttpResponse<String> http) {

        public int status() {
            return http.statusCode();
        }

        public String body() {
            return http.body();
        }

        public JsonNode json() {
            return JSON.readTree(http.body());
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        public String token() {
            return json().get("token").asString();
        }
    }

    public WireClient(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public static String json(Map<String, ?> parameters) {
        return JSON.writeValueAsString(parameters);
    }

    public static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** The parameters with the signature over them. */
    public static Map<String, String> signed(Map<String, String> parameters, String authSecret) {
        Map<String, String> signed = new LinkedHashMap<>(parameters);
        signed.put("signature", RequestSigner.sha1(parameters, authSecret));
        return signed;
    }

    public Answer postForm(String path, Map<String, String> parameters, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters))));
    }

    public Answer postJson(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path, String token, String... headers) {
        return send(request(path, headers).header("QB-Token", token).GET());
    }

    public Answer delete(String path, String token) {
        return send(request(path, "QB-Token", token).DELETE());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
