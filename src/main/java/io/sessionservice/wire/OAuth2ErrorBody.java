package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sessionservice.refusal.RequestRefusedException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What is wrong, as OAuth 2.0 says it (RFC 6749, 5.2; {@code temporarily_unavailable} and {@code server_error} from 4.1.2.1).
 *
 * @param incident the id under which a fault of ours stands in the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OAuth2ErrorBody(
        @JsonProperty("error") String error,
        @JsonProperty("error_description") @Nullable String description,
        @JsonProperty("incident") @Nullable String incident) {

    /** What is wrong with a request is 400 to OAuth 2.0, whatever it is; who is wrong is 401, too often 429, too slow 408. */
    static HttpStatus status(HttpStatusCode onTheWire) {
        if (onTheWire.is5xxServerError()
                || onTheWire.isSameCodeAs(HttpStatus.UNAUTHORIZED)
                || onTheWire.isSameCodeAs(HttpStatus.REQUEST_TIMEOUT)
                || onTheWire.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            return HttpStatus.valueOf(onTheWire.value());
        }
        return HttpStatus.BAD_REQUEST;
    }

    static OAuth2ErrorBody of(HttpStatus status, Exception failure, @Nullable ErrorBody body) {
        return switch (status) {
            case UNAUTHORIZED -> new OAuth2ErrorBody("invalid_client", null, null);
            case REQUEST_TIMEOUT -> new OAuth2ErrorBody("invalid_request", "Request took too long", null);
            case BAD_REQUEST -> new OAuth2ErrorBody("invalid_request", description(failure), null);
            case TOO_MANY_REQUESTS -> new OAuth2ErrorBody("temporarily_unavailable", "Too many requests", null);
            case SERVICE_UNAVAILABLE -> new OAuth2ErrorBody("temporarily_unavailable", null, null);
            default -> new OAuth2ErrorBody("server_error", null, body == null ? null : body.incident());
        };
    }

    /** Of names that clients send, only those that are plain: RFC 6749 allows few characters here. */
    private static @Nullable String description(Exception failure) {
        if (!(failure instanceof RequestRefusedException refusal)
                || refusal.parameters().isEmpty()) {
            return null;
        }
        return refusal.parameters().entrySet().stream()
                .map(problem -> name(problem.getKey()) + " " + String.join(", ", problem.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String name(String sent) {
        return sent.matches("[A-Za-z0-9_]{1,40}") ? sent : "a parameter";
    }
}
