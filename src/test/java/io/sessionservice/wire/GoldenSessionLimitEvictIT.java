package io.sessionservice.wire;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"sessions.session.max-per-user=2"})
class GoldenSessionLimitEvictIT extends GoldenConversations {

    GoldenSessionLimitEvictIT() {
        super("session-limit-evict");
    }
}
