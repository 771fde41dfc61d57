package io.sessionservice.faults;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.WireClient;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** An application registered for one test, and what its clients send. */
record FaultApplication(String id, String authKey, String authSecret) {

    static final String PASSWORD = "alices password";

    private static final AtomicLong NONCES = new AtomicLong();
    private static final Map<Integer, AdminClient> ADMINS = new ConcurrentHashMap<>();

    /** Registers one through this replica, with the user {@code alice}. */
    static FaultApplication register(ReplicaProcess replica) {
        AdminClient admin = admin(replica);
        FaultApplication application =
                of(admin.post("/applications", "{\"name\":\"faults\"}").json());
        int status = admin.post(
                        "/users",
                        "{\"applicationId\":%s,\"login\":\"alice\",\"password\":\"%s\"}"
                                .formatted(application.id, PASSWORD))
                .status();
        if (status >= 300) {
            throw new AssertionError("user: " + status);
        }
        return application;
    }

    static FaultApplication of(JsonNode json) {
        return new FaultApplication(
                json.get("id").toString(),
                json.get("authKey").asString(),
                json.get("authSecret").asString());
    }

    /** The operator at this replica; one for all, for each brings a thread of its own. */
    static AdminClient admin(ReplicaProcess replica) {
        return ADMINS.computeIfAbsent(
                replica.managementPort(),
                port -> AdminClient.withHeaders(
                        port, "Authorization", AdminClient.basic(ReplicaProcess.ADMIN, ReplicaProcess.ADMIN_PASSWORD)));
    }

    Map<String, String> signed() {
        return signed(Instant.now().getEpochSecond(), NONCES.incrementAndGet());
    }

    Map<String, String> signed(long timestamp, long nonce) {
        return signed("application_id", "auth_key", timestamp, nonce);
    }

    /** In the spelling of the document. */
    Map<String, String> documented(long timestamp, long nonce) {
        return signed("applicationId", "authKey", timestamp, nonce);
    }

    private Map<String, String> signed(String idName, String keyName, long timestamp, long nonce) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(idName, id);
        parameters.put(keyName, authKey);
        parameters.put("timestamp", Long.toString(timestamp));
        parameters.put("nonce", Long.toString(nonce));
        return WireClient.signed(parameters, authSecret);
    }

    byte[] create() {
        return WireRequest.form("/session.json", null, signed());
    }

    static byte[] login(String token) {
        return WireRequest.form("/login.json", token, Map.of("login", "alice", "password", PASSWORD));
    }

    /** The secret is for signing alone. */
    @Override
    public String toString() {
        return "FaultApplication[" + id + "]";
    }
}
