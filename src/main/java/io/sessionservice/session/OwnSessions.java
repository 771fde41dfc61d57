package io.sessionservice.session;

import java.util.List;

/**
 * What a user sees of its sessions.
 *
 * @param current the one that was asked from
 * @param sessions the live ones, the newest first
 */
public record OwnSessions(Session current, List<Session> sessions) {}
