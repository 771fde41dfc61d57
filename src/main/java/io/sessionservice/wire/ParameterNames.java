package io.sessionservice.wire;

/** Names of request parameters, as the SDKs spell them. */
final class ParameterNames {

    // seed, Create session; spelled as in JS SDK 2.23.0, qbAuth.js generateAuthMsg
    static final String APPLICATION_ID = "application_id";
    static final String AUTH_KEY = "auth_key";
    static final String TIMESTAMP = "timestamp";
    static final String NONCE = "nonce";
    static final String SIGNATURE = "signature";

    // JS SDK 2.23.0, qbAuth.js createSession: credentials inside the request for a session
    static final String USER_LOGIN = "user[login]";
    static final String USER_EMAIL = "user[email]";
    static final String USER_PASSWORD = "user[password]";

    // JS SDK 2.23.0, qbAuth.js login
    static final String LOGIN = "login";
    static final String EMAIL = "email";
    static final String PASSWORD = "password";

    // JS SDK 2.23.0: qbAuth.js generateAuthMsg puts provider, scope, keys[token] and keys[secret] into the request for
    // a session and
    // signs them; login sends what it is given, which quickblox.d.ts (QBLoginParams) says to be provider with keys or
    // firebase_phone
    static final String PROVIDER = "provider";
    static final String KEYS_TOKEN = "keys[token]";
    static final String KEYS_SECRET = "keys[secret]";

    private ParameterNames() {}
}
