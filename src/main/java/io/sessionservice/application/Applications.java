package io.sessionservice.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sessionservice.platform.BatchLimits;
import io.sessionservice.platform.Batcher;
import io.sessionservice.platform.Batchers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The registered applications, for those who serve their clients. Reads are cheap because they may be minutes old; an acceptance
 * must therefore be checked against {@link Application#version()} in the statement that acts on it, and a refusal against
 * {@link #findActiveNow}.
 */
@Component
public class Applications {

    private static final int MOST_CACHED = 10_000;
    private static final Duration OLDEST_CACHED = Duration.ofMinutes(10);
    private static final BatchLimits LIMITS = new BatchLimits(1, 256, 2_000);

    private final ApplicationRepository repository;
    private final ApplicationMapping mapping;
    private final Batcher<Long, Optional<Application>> reads;
    private final Cache<Long, Application> cache = Caffeine.newBuilder()
            .maximumSize(MOST_CACHED)
            .expireAfterWrite(OLDEST_CACHED)
            .build();

    Applications(ApplicationRepository repository, ApplicationMapping mapping, Batchers batchers) {
        this.repository = repository;
        this.mapping = mapping;
        this.reads = batchers.make("applications", LIMITS, this::readActive);
    }

    /** The application as it was at some time within the last ten minutes, or empty when that is not known without asking. */
    public Optional<Application> findCached(ApplicationId id) {
        return Optional.ofNullable(cache.getIfPresent(id.value()));
    }

    /** The application as it is after this call began, or empty when it is not there or suspended. */
    public Optional<Application> findActiveNow(ApplicationId id) {
        Optional<Application> found = reads.ask(id.value());
        found.ifPresentOrElse(application -> cache.put(id.value(), application), () -> cache.invalidate(id.value()));
        return found;
    }

    private List<Optional<Application>> readActive(List<Long> ids) {
        Map<Long, Application> active = new HashMap<>();
        for (ApplicationEntity entity : repository.readAll(new HashSet<>(ids))) {
            if (entity.status == ApplicationStatus.ACTIVE) {
                active.put(entity.id, mapping.toApplication(entity));
            }
        }
        return ids.stream().map(id -> Optional.ofNullable(active.get(id))).toList();
    }

    /** The application, suspended or not, for those who explain to operators why a client is refused. */
    public Optional<Application> find(ApplicationId id) {
        return Optional.ofNullable(repository.read(id.value())).map(mapping::toApplication);
    }
}
