import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Opens, reads, upgrades and downgrades a session with the JDK, 17 or newer, alone: {@code java samples/Session.java}. */
class Session {

    private static final String BASE_URL = env("BASE_URL", "http://localhost:8080");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "application_id", env("APPLICATION_ID", "92"),
                "auth_key", env("AUTH_KEY", "WzRAY9vrGmb6FfP"),
                "nonce", Integer.toString(new SecureRandom().nextInt(Integer.MAX_VALUE)),
                "timestamp", Long.toString(Instant.now().getEpochSecond())));
        parameters.put("signature", signature(parameters));

        String session = call("POST", "/session.json", "", parameters);
        String token = field("token", session);
        System.out.println("opened session " + field("id", session) + " of application " + field("application_id", session));
        System.out.println("its user is " + user(token));

        call("POST", "/login.json", token,
                Map.of("login", env("USER_LOGIN", "demo"), "password", env("USER_PASSWORD", "demo-password")));
        System.out.println("logged in as user " + user(token));

        call("DELETE", "/session.json", token, Map.of());
        System.out.println("downgraded, its user is " + user(token));
    }

    private static String signature(Map<String, String> parameters) throws Exception {
        String base = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(env("AUTH_SECRET", "demo-auth-secret").getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(base.getBytes(UTF_8)));
    }

    private static String user(String token) throws Exception {
        return field("user_id", call("GET", "/session.json", token, Map.of()));
    }

    private static String call(String method, String path, String token, Map<String, String> parameters) throws Exception {
        String form = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(BASE_URL + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form));
        if (!token.isEmpty()) {
            request.header("QB-Token", token);
        }
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The JDK reads no JSON; the fields of a session are flat and hold nothing to unescape. */
    private static String field(String name, String json) {
        Matcher field = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return field.group(1);
    }

    private static String env(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
