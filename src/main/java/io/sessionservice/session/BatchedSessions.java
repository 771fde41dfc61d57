package io.sessionservice.session;

import java.util.List;

/**
 * The verbs of the hot path, each over many sessions at once in one statement that commits by itself. This part of the repository
 * speaks JDBC: JPA around these statements cost as much as the rest of the request (docs/adr/0030).
 */
interface BatchedSessions {

    /**
     * Claims nonces and saves application sessions, each both or neither. No two may have the same claim, and all must come in
     * the order of their claims.
     *
     * @return those opened; one is missing when its nonce has been used before, or its application has changed or is suspended
     */
    List<OpenedRow> claimAndSave(List<NewSession> sessions);

    /** The sessions of these tokens which their applications and users honour; they may have expired. */
    List<SessionRow> findHonoured(List<byte[]> tokenDigests);

    /**
     * Records that sessions were used; of concurrent touches one writes, and one that would have to wait is left out.
     *
     * @return the ids of those written
     */
    List<Long> touch(List<Touch> touches);

    /**
     * Takes their users from live user sessions.
     *
     * @return those changed; one is missing when its token has no live user session
     */
    List<SessionRow> downgrade(List<Downgrade> downgrades);

    /**
     * What applications may know of tokens.
     *
     * @return a row for each question of an application that is as it was when it proved itself; without a session where the
     *     token is none of its own
     */
    List<IntrospectedRow> introspect(List<Introspection> asked);
}
