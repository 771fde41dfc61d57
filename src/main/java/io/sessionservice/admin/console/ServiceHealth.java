package io.sessionservice.admin.console;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;

/** The health endpoint's answer, for a page. */
final class ServiceHealth {

    private static final String UP = "UP";

    private final HealthEndpoint endpoint;

    ServiceHealth(HealthEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @param parts the status of each part, by its name */
    record Shown(String status, Map<String, String> parts) {

        public boolean isUp() {
            return status.equals(UP);
        }

        /** One sentence, which changes only when the health does: it is read out. */
        public String sentence() {
            String database = parts.getOrDefault("db", "unknown");
            return "Database " + (database.equals(UP) ? "answers" : "does not answer") + ", service "
                    + (isUp() ? "healthy." : "not healthy.");
        }
    }

    Shown read() {
        HealthDescriptor health = endpoint.health();
        Map<String, String> parts = new TreeMap<>();
        if (health instanceof CompositeHealthDescriptor composite && composite.getComponents() != null) {
            composite.getComponents().forEach((name, part) -> parts.put(name, status(part)));
        }
        return new Shown(status(health), parts);
    }

    private static String status(HealthDescriptor health) {
        return health.getStatus().getCode();
    }
}
