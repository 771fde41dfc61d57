package io.sessionservice.session;

import io.sessionservice.user.User;

/** A session that has taken on a user. */
public record LoggedInSession(Session session, User user) {}
