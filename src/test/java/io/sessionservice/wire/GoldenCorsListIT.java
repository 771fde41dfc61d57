package io.sessionservice.wire;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sessions.wire.cors.allowed-origins=https://app.example.com")
class GoldenCorsListIT extends GoldenConversations {

    GoldenCorsListIT() {
        super("cors-list");
    }
}
