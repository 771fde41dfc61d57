package io.sessionservice.wire;

import io.sessionservice.refusal.RequestRefusedException;
import org.springframework.http.HttpStatus;

/**
 * How each refusal reads on the wire. Texts marked exact are what clients match on: quoted traffic of the vendor's servers
 * (T), or the source of the SDKs (K).
 */
final class ErrorTable {

    record Row(HttpStatus status, ErrorBody body) {}

    private ErrorTable() {}

    static Row row(RequestRefusedException refusal) {
        return switch (refusal.reason()) {
            case BODY_MALFORMED -> list(HttpStatus.BAD_REQUEST, "Request body is malformed");
            case BODY_TOO_LARGE -> list(HttpStatus.CONTENT_TOO_LARGE, "Request body is too large");
            case BODY_TOO_SLOW -> list(HttpStatus.REQUEST_TIMEOUT, "Request took too long");
            case MEDIA_TYPE_UNSUPPORTED -> list(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type");
            case INVALID_PARAMETER -> new Row(HttpStatus.UNPROCESSABLE_CONTENT, ErrorBody.named(refusal.parameters()));
            case UNKNOWN_APPLICATION -> base(HttpStatus.UNPROCESSABLE_CONTENT, "No application found"); // exact, T
            case APPLICATION_NOT_PROVED -> list(HttpStatus.UNAUTHORIZED, "Unauthorized");
            case TIMESTAMP_OUT_OF_WINDOW -> base(HttpStatus.UNPROCESSABLE_CONTENT, "Bad timestamp"); // exact, T
            case SIGNATURE_MISMATCH -> base(HttpStatus.UNPROCESSABLE_CONTENT, "Unexpected signature"); // exact, T
            case NONCE_REPLAYED -> base(HttpStatus.UNPROCESSABLE_CONTENT, "Unexpected nonce");
            case INVALID_CREDENTIALS -> list(HttpStatus.UNAUTHORIZED, "Unauthorized"); // exact, T
            case IDENTITY_NOT_PROVEN -> list(HttpStatus.UNPROCESSABLE_CONTENT, "Bad Authentication data");
            case IDENTITY_PROVIDER_UNAVAILABLE -> list(HttpStatus.SERVICE_UNAVAILABLE, "Service is unavailable");
            case TOKEN_MISSING -> list(HttpStatus.UNAUTHORIZED, "Token is required"); // T
            case TOKEN_AMBIGUOUS -> list(HttpStatus.BAD_REQUEST, "Two different tokens");
            case SESSION_NOT_FOUND ->
                base(HttpStatus.UNAUTHORIZED, "Required session does not exist"); // exact, K: SDKs open a new one
            case USER_REQUIRED -> base(HttpStatus.FORBIDDEN, "Forbidden. Need user."); // exact, T
            // not the text of a dead token, at which SDKs open a new session
            case OTHER_SESSION_NOT_FOUND -> list(HttpStatus.NOT_FOUND, "Not found");
            case TOO_MANY_SESSIONS -> base(HttpStatus.UNPROCESSABLE_CONTENT, "Too many sessions");
            case ORIGIN_NOT_ALLOWED -> list(HttpStatus.FORBIDDEN, "Origin not allowed");
            case ROUTE_UNKNOWN -> list(HttpStatus.NOT_FOUND, "Not found");
            case METHOD_NOT_ALLOWED -> list(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed");
            case TOO_MANY_REQUESTS -> list(HttpStatus.TOO_MANY_REQUESTS, "Too many requests");
            case UNAVAILABLE -> list(HttpStatus.SERVICE_UNAVAILABLE, "Service is unavailable");
        };
    }

    private static Row list(HttpStatus status, String text) {
        return new Row(status, ErrorBody.list(text));
    }

    private static Row base(HttpStatus status, String text) {
        return new Row(status, ErrorBody.base(text));
    }
}
