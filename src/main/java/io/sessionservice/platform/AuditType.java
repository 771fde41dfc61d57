package io.sessionservice.platform;

/** What is written down, in the vocabulary of OWASP's Application Logging Vocabulary Cheat Sheet. */
public enum AuditType {
    AUTHN_LOGIN_FAIL("authn_login_fail"),
    AUTHN_PASSWORD_CHANGE("authn_password_change"),
    AUTHN_TOKEN_CREATED("authn_token_created"),
    AUTHN_TOKEN_REVOKED("authn_token_revoked"),
    /** Ours, for the vocabulary has no word for a session that loses its user and keeps its token. */
    AUTHN_TOKEN_DOWNGRADED("authn_token_downgraded"),
    AUTHZ_ADMIN("authz_admin"),
    AUTHZ_FAIL("authz_fail"),
    EXCESS_RATE_LIMIT_EXCEEDED("excess_rate_limit_exceeded"),
    SENSITIVE_UPDATE("sensitive_update"),
    USER_CREATED("user_created"),
    USER_UPDATED("user_updated"),
    USER_DELETED("user_deleted");

    private final String word;

    AuditType(String word) {
        this.word = word;
    }

    /** The word of the vocabulary. */
    public String word() {
        return word;
    }
}
