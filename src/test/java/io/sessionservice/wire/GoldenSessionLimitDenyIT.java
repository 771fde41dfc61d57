package io.sessionservice.wire;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"sessions.session.max-per-user=2", "sessions.session.max-per-user-policy=deny"})
class GoldenSessionLimitDenyIT extends GoldenConversations {

    GoldenSessionLimitDenyIT() {
        super("session-limit-deny");
    }
}
