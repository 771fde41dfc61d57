package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators do with sessions. */
@Component
public class SessionRegistry {

    /**
     * Rows that one page reads at most. There is no index by application, for each session created would pay for it: a page may
     * come back short, or empty, and still name a next one.
     */
    static final int WINDOW = 20_000;

    private static final int DELETED_AT_ONCE = 1_000;

    private final SessionListing listing;
    private final SessionLifetime lifetime;

    SessionRegistry(SessionListing listing, SessionLifetime lifetime) {
        this.listing = listing;
        this.lifetime = lifetime;
    }

    /** The session, live or not, until it is purged. */
    public Optional<ListedSession> find(SessionId id, Instant now) {
        return Optional.ofNullable(listing.read(id.value())).map(row -> toListed(row, now));
    }

    /** A page in the order of ids; its cost is bounded, however many sessions there are. */
    public SessionPage find(FindSessions query, Instant now) {
        List<ListedSession> found =
                rows(query).stream().map(row -> toListed(row, now)).toList();
        return new SessionPage(found, next(query, found));
    }

    private List<ListedSessionRow> rows(FindSessions query) {
        return query.userId() == null
                ? listing.readPage(valueOf(query.applicationId()), query.after(), WINDOW, query.limit())
                : listing.readPageOfUser(
                        query.userId().value(), valueOf(query.applicationId()), query.after(), query.limit());
    }

    private @Nullable SessionId next(FindSessions query, List<ListedSession> found) {
        if (found.size() == query.limit()) {
            return found.getLast().id();
        }
        Long windowEnd = query.userId() == null ? listing.windowEnd(query.after(), WINDOW) : null;
        return windowEnd == null ? null : new SessionId(windowEnd);
    }

    private static @Nullable Long valueOf(@Nullable ApplicationId id) {
        return id == null ? null : id.value();
    }

    /** Ends the session; false when there is none. */
    public boolean revoke(SessionId id) {
        return listing.delete(id.value()) != null;
    }

    /** Deletes what is left of a user that is gone; its sessions are dead already, so this may be cut short. */
    public void deleteSessionsOf(UserId user) {
        while (listing.deleteOfUser(user.value(), DELETED_AT_ONCE).size() == DELETED_AT_ONCE) {
            // in steps, so that no transaction grows with the number of sessions
        }
    }

    private ListedSession toListed(ListedSessionRow row, Instant now) {
        Instant expiresAt = lifetime.expiresAt(row.createdAt(), row.lastUsedAt());
        return new ListedSession(
                new SessionId(row.id()),
                new ApplicationId(row.applicationId()),
                row.userId() == null ? null : new UserId(row.userId()),
                row.createdAt(),
                row.updatedAt(),
                row.lastUsedAt(),
                expiresAt,
                row.honoured() && now.isBefore(expiresAt));
    }
}
