package io.sessionservice.faults;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back.
 *
 * @param status the status, or 0 where the connection ended without one
 * @param headers by their names in lower case
 */
record Answer(int status, Map<String, String> headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    static Answer none(Exception failure) {
        return new Answer(0, Map.of(), failure.toString());
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    String token() {
        return json().get("token").asString();
    }

    long userId() {
        return json().get("user_id").asLong();
    }

    /** An honest "not now": the client knows that it may come again, and when. */
    boolean isComeAgain() {
        return (status == 503 || status == 429) && headers.containsKey("retry-after");
    }

    boolean isReplay() {
        return status == 422 && body.contains("Unexpected nonce");
    }
}
