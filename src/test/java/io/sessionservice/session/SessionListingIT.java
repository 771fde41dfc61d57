package io.sessionservice.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.Application;
import io.sessionservice.support.ServiceTest;
import io.sessionservice.support.TestApplications;
import io.sessionservice.support.TestCreateSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class SessionListingIT {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Autowired
    TestApplications applications;

    @Autowired
    SessionService sessions;

    @Autowired
    SessionListing listing;

    @Autowired
    SessionRegistry registry;

    @Test
    void readsAWindowWhateverTheFilterLetsThrough() {
        Application sparse = applications.register(NOW);
        Application busy = applications.register(NOW);
        long first = open(sparse);
        List<Long> between = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            between.add(open(busy));
        }
        long last = open(sparse);
        long before = first - 1;
        assertThat(listing.readPage(sparse.id().value(), before, 3, 10))
                .extracting(ListedSessionRow::id)
                .containsExactly(first);
        assertThat(listing.windowEnd(before, 3)).isEqualTo(between.get(1));
        assertThat(listing.readPage(sparse.id().value(), between.get(1), 3, 10)).isEmpty();
        assertThat(listing.readPage(sparse.id().value(), between.get(4), 3, 10))
                .extracting(ListedSessionRow::id)
                .containsExactly(last);
        assertThat(listing.windowEnd(last, 1)).isNull();
    }

    @Test
    void tellsTheLiveFromTheDead() {
        Application application = applications.register(NOW);
        SessionId id = new SessionId(open(application));
        assertThat(registry.find(id, NOW).orElseThrow().live()).isTrue();
        assertThat(registry.find(id, NOW.plusSeconds(7200)).orElseThrow().live())
                .isFalse();
        assertThat(registry.find(new SessionId(Long.MAX_VALUE), NOW)).isEmpty();
        assertThat(registry.revoke(id)).isTrue();
        assertThat(registry.revoke(id)).isFalse();
    }

    private long open(Application application) {
        return sessions.create(TestCreateSession.valid(application, NOW).build(), NOW)
                .session()
                .id()
                .value();
    }
}
