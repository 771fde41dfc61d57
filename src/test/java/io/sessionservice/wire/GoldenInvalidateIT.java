package io.sessionservice.wire;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sessions.wire.destroy=invalidate")
class GoldenInvalidateIT extends GoldenConversations {

    GoldenInvalidateIT() {
        super("destroy-invalidate");
    }
}
