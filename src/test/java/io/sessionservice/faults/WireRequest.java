package io.sessionservice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.support.WireClient;
import java.util.Map;

/** Requests as bytes. */
final class WireRequest {

    private WireRequest() {}

    static byte[] get(String path, String token) {
        return build("GET", path, token, null, "");
    }

    static byte[] delete(String path, String token) {
        return build("DELETE", path, token, null, "");
    }

    static byte[] form(String path, String token, Map<String, String> parameters) {
        return build("POST", path, token, "application/x-www-form-urlencoded", WireClient.form(parameters));
    }

    static byte[] json(String path, String token, Map<String, String> parameters) {
        return build("POST", path, token, "application/json", WireClient.json(parameters));
    }

    static byte[] build(String method, String path, String token, String type, String body) {
        int length = body.getBytes(UTF_8).length;
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                        + (token == null ? "" : "QB-Token: " + token + "\r\n")
                        + (type == null ? "" : "Content-Type: " + type + "\r\n")
                        + (method.equals("POST") ? "Content-Length: " + length + "\r\n" : "")
                        + "\r\n" + body)
                .getBytes(UTF_8);
    }
}
