package io.sessionservice.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An operator at a replica's management port, with nothing of the service's own code in it. */
public final class AdminClient {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String baseUrl;
    private final List<String> headers;
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    private AdminClient(int port, List<String> headers) {
        this.baseUrl = "http://localhost:" + port + "/actuator";
        this.headers = headers;
    }

    /** With the credentials of the test profile. */
    public static AdminClient of(Replica replica) {
        return withHeaders(replica.managementPort(), "Authorization", basic("admin", "admin-password"));
    }

    public static AdminClient withHeaders(int port, String... headers) {
        return new AdminClient(port, List.of(headers));
    }

    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    public WireClient.Answer get(String path) {
        return send("GET", path, null);
    }

    public WireClient.Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public WireClient.Answer post(String path) {
        return send("POST", path, null);
    }

    public WireClient.Answer post(String path, String json) {
        return send("POST", path, json);
    }

    /** Every body that was answered. */
    public List<String> bodies() {
        return bodies;
    }

    public WireClient.Answer send(String method, String path, String json, String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(30));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        if (more.length > 0) {
            request.headers(more);
        }
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method, json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        try {
            WireClient.Answer answer =
                    new WireClient.Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            bodies.add(answer.body());
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
