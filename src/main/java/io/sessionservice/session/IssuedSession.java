package io.sessionservice.session;

/** A new session with its token in the clear, which exists this once. */
public record IssuedSession(Session session, SessionToken token) {}
