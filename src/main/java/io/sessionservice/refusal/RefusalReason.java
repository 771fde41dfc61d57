package io.sessionservice.refusal;

/** Why a request is refused: facts, in the words of the rooms. What a client reads about each is the door's business. */
public enum RefusalReason {
    /** The body cannot be read as what it claims to be. */
    BODY_MALFORMED,
    BODY_TOO_LARGE,
    /** The body was longer in coming than anybody has to wait for it. */
    BODY_TOO_SLOW,
    MEDIA_TYPE_UNSUPPORTED,
    /** Parameters are missing, malformed or given twice; the exception names them. */
    INVALID_PARAMETER,
    /** No such application, the wrong auth key, or an application that is suspended: one answer for all. */
    UNKNOWN_APPLICATION,
    /** No such auth key, a secret that is none of its live ones, or an application that is suspended: one answer for all. */
    APPLICATION_NOT_PROVED,
    TIMESTAMP_OUT_OF_WINDOW,
    SIGNATURE_MISMATCH,
    NONCE_REPLAYED,
    /** No such user, the wrong password, or a user that is suspended: one answer for all. */
    INVALID_CREDENTIALS,
    /** The application has no such identity provider, the provider says no, or the user is suspended: one answer for all. */
    IDENTITY_NOT_PROVEN,
    /** The identity provider is away, slow or does not make sense: it could not be asked. */
    IDENTITY_PROVIDER_UNAVAILABLE,
    TOKEN_MISSING,
    /** The request carries two different tokens. */
    TOKEN_AMBIGUOUS,
    /** The token is unknown, expired or revoked. */
    SESSION_NOT_FOUND,
    /** The session has no user, and what is asked for is a user's. */
    USER_REQUIRED,
    /** The caller's user has no live session of this id. */
    OTHER_SESSION_NOT_FOUND,
    /** The user has as many live sessions as it may. */
    TOO_MANY_SESSIONS,
    ORIGIN_NOT_ALLOWED,
    ROUTE_UNKNOWN,
    METHOD_NOT_ALLOWED,
    /** Somebody has failed too often lately; the exception says for how long. */
    TOO_MANY_REQUESTS,
    /** A bound on waiting work was reached, or PostgreSQL does not answer. */
    UNAVAILABLE
}
