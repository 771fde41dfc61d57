package io.sessionservice.wire;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "sessions.wire.envelope=bare")
class GoldenBareEnvelopeIT extends GoldenConversations {

    GoldenBareEnvelopeIT() {
        super("envelope-bare");
    }
}
