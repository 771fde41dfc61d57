package io.sessionservice.session;

import io.sessionservice.platform.Batchers;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * A database that costs nothing: what is left of a request is all the rest. The benchmark puts this class behind the production
 * jar and turns the profile on, to have a floor under its figures; nobody else does.
 */
@Component
@Primary
@Profile("without-database")
class MemorySessionStore extends SessionStore {

    private final AtomicLong ids = new AtomicLong();

    MemorySessionStore(SessionRepository repository, BatchProperties properties, Batchers batchers) {
        super(repository, properties, batchers);
    }

    @Override
    Long claimAndSave(NewSession session) {
        return ids.incrementAndGet();
    }

    @Override
    SessionRow findHonoured(byte[] tokenDigest) {
        Instant now = Instant.now();
        return new SessionRow(1, ids.incrementAndGet(), 92, 302L, 1, now.getEpochSecond(), now, now, now);
    }

    @Override
    boolean touch(Touch touch) {
        return true;
    }

    @Override
    @Nullable
    SessionRow downgrade(Downgrade downgrade) {
        return findHonoured(downgrade.tokenDigest());
    }
}
