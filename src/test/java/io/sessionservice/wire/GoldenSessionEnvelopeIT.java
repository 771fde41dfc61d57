package io.sessionservice.wire;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sessions.wire.envelope=session")
class GoldenSessionEnvelopeIT extends GoldenConversations {

    GoldenSessionEnvelopeIT() {
        super("envelope-session");
    }
}
