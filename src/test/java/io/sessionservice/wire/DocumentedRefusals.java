package io.sessionservice.wire;

import io.sessionservice.openapi.OpenApiDocument.Operation;
import io.sessionservice.refusal.RefusalReason;
import java.util.List;
import java.util.Map;

/** Which refusals a client of a route may meet. */
final class DocumentedRefusals {

    private DocumentedRefusals() {}

    static boolean concerns(RefusalReason reason, Operation operation) {
        boolean hasBody = operation.node().has("x-wire-parameters");
        boolean hasToken = operation.node().has("x-token");
        return switch (reason) {
            case BODY_MALFORMED,
                    BODY_TOO_LARGE,
                    BODY_TOO_SLOW,
                    MEDIA_TYPE_UNSUPPORTED,
                    INVALID_PARAMETER,
                    INVALID_CREDENTIALS,
                    IDENTITY_NOT_PROVEN -> hasBody;
            case UNKNOWN_APPLICATION, TIMESTAMP_OUT_OF_WINDOW, SIGNATURE_MISMATCH, NONCE_REPLAYED ->
                hasBody && !hasToken;
            case TOKEN_MISSING, TOKEN_AMBIGUOUS, SESSION_NOT_FOUND -> hasToken;
            case TOO_MANY_REQUESTS -> hasBody || hasToken;
            case TOO_MANY_SESSIONS -> hasBody;
            case USER_REQUIRED -> operation.path().startsWith("/sessions");
            case OTHER_SESSION_NOT_FOUND -> operation.path().startsWith("/sessions/");
            case ORIGIN_NOT_ALLOWED, UNAVAILABLE -> true;
            // 503, as for UNAVAILABLE; and what only routes with errors of their own refuse
            case IDENTITY_PROVIDER_UNAVAILABLE, APPLICATION_NOT_PROVED -> false;
            // no answers of a route that is there
            case ROUTE_UNKNOWN, METHOD_NOT_ALLOWED -> false;
        };
    }

    /** What a client reads; of parameters that are refused one by one, that they are. */
    static String text(ErrorTable.Row row) {
        if (row.body().errors() instanceof List<?> list) {
            return list.getFirst().toString();
        }
        if (row.body().errors() instanceof Map<?, ?> named && named.get("base") instanceof List<?> base) {
            return base.getFirst().toString();
        }
        return "a parameter is missing, malformed or given twice";
    }
}
