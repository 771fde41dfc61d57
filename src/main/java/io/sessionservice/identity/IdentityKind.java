package io.sessionservice.identity;

/** How a provider vouches for a user. */
public enum IdentityKind {
    /** By a signed token (OpenID Connect Core 1.0, ID token; RFC 7519), checked here with the issuer's keys. */
    OIDC,
    /** By the answer of an endpoint that is asked about the token. */
    HTTP
}
