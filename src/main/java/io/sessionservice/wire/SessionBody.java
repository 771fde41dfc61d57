package io.sessionservice.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionToken;
import org.jspecify.annotations.Nullable;

/**
 * A session as clients read it: bare as documented (seed), under {@code session} as the SDKs read it (JS SDK 2.23.0, qbAuth.js
 * createSession), or both, for a GET does not tell who asks.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SessionBody(
        @JsonUnwrapped @Nullable SessionFields bare,
        @Nullable SessionFields session) {

    static SessionBody of(Envelope envelope, Session session, SessionToken token) {
        SessionFields fields = SessionFields.of(session, token);
        return switch (envelope) {
            case BOTH -> new SessionBody(fields, fields);
            case BARE -> new SessionBody(fields, null);
            case SESSION -> new SessionBody(null, fields);
        };
    }
}
