package io.sessionservice.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sessionservice.platform.BatchLimits;
import io.sessionservice.platform.Batcher;
import io.sessionservice.platform.Batchers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whose an auth key is. A key stays with its application and is never given again, so what was once found is remembered; what was
 * not found is asked for anew.
 */
@Component
class AuthKeys {

    private static final int MOST_CACHED = 10_000;
    private static final BatchLimits LIMITS = new BatchLimits(1, 256, 2_000);

    private final ApplicationRepository repository;
    private final Batcher<String, Optional<ApplicationId>> reads;
    private final Cache<String, ApplicationId> owners =
            Caffeine.newBuilder().maximumSize(MOST_CACHED).build();

    AuthKeys(ApplicationRepository repository, Batchers batchers) {
        this.repository = repository;
        this.reads = batchers.make("auth-keys", LIMITS, this::readOwners);
    }

    /** The application of this key, suspended or not. */
    Optional<ApplicationId> findOwner(AuthKey key) {
        ApplicationId known = owners.getIfPresent(key.value());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ApplicationId> found = reads.ask(key.value());
        found.ifPresent(id -> owners.put(key.value(), id));
        return found;
    }

    private List<Optional<ApplicationId>> readOwners(List<String> keys) {
        Map<String, ApplicationId> found = new HashMap<>();
        repository
                .readOwners(new HashSet<>(keys))
                .forEach(owner -> found.put(owner.authKey(), new ApplicationId(owner.id())));
        return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
    }
}
