package io.sessionservice.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An expected "no". Carries the reason and, for {@link RefusalReason#INVALID_PARAMETER}, what is wrong with each parameter. */
public class RequestRefusedException extends RuntimeException {

    private final RefusalReason reason;
    private final Map<String, List<String>> parameters;
    private final Duration retryAfter;

    public RequestRefusedException(RefusalReason reason) {
        this(reason, Map.of(), Duration.ofSeconds(1));
    }

    private RequestRefusedException(RefusalReason reason, Map<String, List<String>> parameters, Duration retryAfter) {
        // no stack trace: a refusal is an answer, is counted rather than debugged, and must stay cheap under a flood
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.parameters = parameters;
        this.retryAfter = retryAfter;
    }

    /**
     * Refuses for what is wrong with parameters.
     *
     * @param parameters what is wrong, by parameter name as the client knows it, in the order to be reported
     */
    public static RequestRefusedException invalidParameters(Map<String, List<String>> parameters) {
        return new RequestRefusedException(RefusalReason.INVALID_PARAMETER, parameters, Duration.ZERO);
    }

    public static RequestRefusedException invalidParameter(String name, String problem) {
        return invalidParameters(Map.of(name, List.of(problem)));
    }

    public static RequestRefusedException tooManyRequests(Duration retryAfter) {
        return new RequestRefusedException(RefusalReason.TOO_MANY_REQUESTS, Map.of(), retryAfter);
    }

    public RefusalReason reason() {
        return reason;
    }

    /** What is wrong with each parameter; empty unless the reason is {@link RefusalReason#INVALID_PARAMETER}. */
    public Map<String, List<String>> parameters() {
        return parameters;
    }

    /** After how long it makes sense to ask again, where it makes sense at all. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
