package io.sessionservice.session;

import io.sessionservice.platform.RandomBytes;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

@Component
class TokenMinter {

    private static final int TOKEN_BYTES = 20;

    private final RandomBytes random;

    TokenMinter(RandomBytes random) {
        this.random = random;
    }

    SessionToken mint() {
        return new SessionToken(HexFormat.of().formatHex(random.next(TOKEN_BYTES)));
    }
}
