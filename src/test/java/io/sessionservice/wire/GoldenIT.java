package io.sessionservice.wire;

class GoldenIT extends GoldenConversations {

    GoldenIT() {
        super("");
    }
}
