package io.sessionservice.session;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps users to as many live sessions as they may have in their application. Logins of one user queue up at its row, each to see
 * what the one before has left, so that no two that come at once exceed the limit, on any number of replicas.
 */
@Component
class SessionLimit {

    /** No session has this id. */
    private static final long NONE = 0;

    private final SessionProperties properties;
    private final UserSessionRepository repository;
    private final SessionLifetime lifetime;
    private final TransactionOperations transactions;
    private final SessionMetrics metrics;
    private final SessionAudit audit;

    SessionLimit(
            SessionProperties properties,
            UserSessionRepository repository,
            SessionLifetime lifetime,
            TransactionOperations transactions,
            SessionMetrics metrics,
            SessionAudit audit) {
        this.properties = properties;
        this.repository = repository;
        this.lifetime = lifetime;
        this.transactions = transactions;
        this.metrics = metrics;
        this.audit = audit;
    }

    /**
     * Opens a session of the user if it may have one more.
     *
     * @throws RequestRefusedException with {@link RefusalReason#TOO_MANY_SESSIONS} when it may not, and the oldest is to stay
     */
    <T> T open(ApplicationId application, UserId user, Instant now, Supplier<T> opening) {
        return open(application, user, NONE, now, opening);
    }

    /** As {@link #open}, for a session that there is and that is to become the user's. */
    <T> T upgrade(Session session, UserId user, Instant now, Supplier<T> upgrade) {
        return open(session.applicationId(), user, session.id().value(), now, upgrade);
    }

    private <T> T open(ApplicationId application, UserId user, long keptId, Instant now, Supplier<T> opening) {
        if (properties.maxPerUser() == 0) {
            return opening.get();
        }
        List<Long> evicted = new ArrayList<>();
        T opened = transactions.execute(status -> {
            repository.lockUser(user.value());
            evicted.addAll(makeRoom(application, user, keptId, now));
            return opening.get();
        });
        evicted.forEach(id -> {
            audit.evicted(application, user, id);
            metrics.evicted();
        });
        return opened;
    }

    private List<Long> makeRoom(ApplicationId application, UserId user, long keptId, Instant now) {
        Instant usedAfter = lifetime.usedAfter(now);
        Instant createdAfter = lifetime.createdAfter(now);
        int staying = properties.maxPerUser() - 1;
        if (properties.maxPerUserPolicy() == SessionLimitPolicy.EVICT_OLDEST) {
            return repository.evictOldestOfUser(
                    user.value(), application.value(), keptId, usedAfter, createdAfter, staying);
        }
        if (repository.countOthersOfUser(user.value(), application.value(), keptId, usedAfter, createdAfter)
                > staying) {
            throw new RequestRefusedException(RefusalReason.TOO_MANY_SESSIONS);
        }
        return List.of();
    }
}
