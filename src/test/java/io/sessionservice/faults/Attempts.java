package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.openapi.OpenApiDocument.Operation;
import io.sessionservice.support.WireClient;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The requests that another application's clients can make on a route about what they do not own. */
final class Attempts {

    private static final AtomicInteger USERS = new AtomicInteger();

    private Attempts() {}

    static List<Function<Owned, byte[]>> on(Operation operation, GuardedReplica replica, FaultApplication other) {
        String method = operation.method().toUpperCase(Locale.ROOT);
        String path = operation.path();
        List<Function<Owned, byte[]>> attempts = new ArrayList<>();
        if (path.startsWith("/oauth2/")) {
            attempts.add(of ->
                    basic(other.authKey(), other, WireRequest.form(path, null, Map.of("token", of.token()))));
            attempts.add(of -> basic(
                    of.application().authKey(), other, WireRequest.form(path, null, Map.of("token", of.token()))));
        } else if (method.equals("POST") && path.startsWith("/session")) {
            attempts.add(of -> WireRequest.form(path, null, signed(other, of)));
            attempts.add(of -> WireRequest.form(path, null, asApplication(other, of)));
        } else {
            attempts.add(of -> header("CB-Token: " + of.token(), request(method, path, newUser(replica, other), of)));
            attempts.add(of -> request(method, path, newUser(replica, other), of));
        }
        return attempts;
    }

    /** The token of the only session of a new user. */
    private static String newUser(GuardedReplica replica, FaultApplication other) {
        String login = "mallory-" + USERS.incrementAndGet();
        Owned.register(replica, other, login, "mallorys password");
        return Owned.logIn(replica, other, login, "mallorys password");
    }

    private static byte[] request(String method, String path, String token, Owned of) {
        String target = path.replace("{id}", of.id());
        return method.equals("POST")
                ? WireRequest.form(
                        target,
                        token,
                        Map.of(
                                "login", of.login(),
                                "password", of.password(),
                                "user_id", Long.toString(of.userId()),
                                "application_id", of.application().id()))
                : WireRequest.build(method, target, token, null, "");
    }

    private static Map<String, String> signed(FaultApplication other, Owned of) {
        Map<String, String> parameters = new TreeMap<>(other.signed());
        parameters.remove("signature");
        parameters.put("user[login]", of.login());
        parameters.put("user[password]", of.password());
        return WireClient.signed(parameters, other.authSecret());
    }

    private static Map<String, String> asApplication(FaultApplication other, Owned of) {
        Map<String, String> parameters = new TreeMap<>(other.signed());
        parameters.remove("signature");
        parameters.put("application_id", of.application().id());
        return WireClient.signed(parameters, other.authSecret());
    }

    private static byte[] basic(String authKey, FaultApplication other, byte[] request) {
        String credentials = Base64.getEncoder()
                .encodeToString(WireClient.form(Map.of(authKey, other.authSecret()))
                        .replace('=', ':')
                        .getBytes(UTF_8));
        return header("Authorization: Basic " + credentials, request);
    }

    private static byte[] header(String line, byte[] request) {
        String text = new String(request, ISO_8859_1);
        return text.replaceFirst("\r\n", "\r\n" + line + "\r\n").getBytes(ISO_8859_1);
    }
}
