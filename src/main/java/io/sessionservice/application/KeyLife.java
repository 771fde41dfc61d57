package io.sessionservice.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sessionservice.signature.AuthSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which secrets are still in use, so that operators know when to end them. Costs a request a look into a map; a secret's last use
 * is written once a minute at most, apart from any request.
 */
@Component
public class KeyLife {

    private static final Logger log = LoggerFactory.getLogger(KeyLife.class);

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    private static final int MOST = 20_000;

    /** @param version of the application, so that a use is not taken for that of a secret which came later */
    private record Secret(long applicationId, long version, boolean previous) {}

    private final ApplicationRepository repository;
    private final TransactionOperations transactions;
    private final Cache<Secret, Instant> noted =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Map<Secret, Instant> unwritten = new ConcurrentHashMap<>();

    KeyLife(ApplicationRepository repository, TransactionOperations transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /** A request was rightly signed with this secret of the application. */
    public void used(Application application, AuthSecret secret, Instant now) {
        boolean isPrevious = secret != application.authSecret();
        Secret used = new Secret(application.id().value(), application.version(), isPrevious);
        Instant last = noted.getIfPresent(used);
        if (last == null || !now.isBefore(last.plus(NOTED_EVERY))) {
            noted.put(used, now);
            unwritten.put(used, now);
        }
    }

    @Scheduled(fixedDelayString = "10s")
    void write() {
        // in one order, so that replicas writing at once do not wait for each other in a ring
        List<Secret> uses = unwritten.keySet().stream()
                .sorted(Comparator.comparingLong(Secret::applicationId).thenComparing(Secret::previous))
                .toList();
        if (uses.isEmpty()) {
            return;
        }
        try {
            transactions.executeWithoutResult(status -> uses.forEach(this::write));
        } catch (RuntimeException e) {
            // a minute later there is another use to write
            log.warn("Uses of secrets not written: {}", e.toString());
        }
    }

    private void write(Secret used) {
        Instant at = unwritten.remove(used);
        if (at == null) {
            return;
        }
        if (used.previous()) {
            repository.notePreviousUsed(used.applicationId(), used.version(), at);
        } else {
            repository.noteCurrentUsed(used.applicationId(), used.version(), at);
        }
    }
}
