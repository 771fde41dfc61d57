package io.sessionservice.nonce;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.support.DatabaseSlice;
import io.sessionservice.support.Race;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@DatabaseSlice
@Import(NonceGuard.class)
class NonceGuardIT {

    private static final Instant TIMESTAMP = Instant.ofEpochSecond(1473075233);

    @Autowired
    NonceGuard guard;

    @Test
    void refusesReplayedNonce() {
        guard.claim(new ApplicationId(1), TIMESTAMP, 7);
        assertRefused(RefusalReason.NONCE_REPLAYED, () -> guard.claim(new ApplicationId(1), TIMESTAMP, 7));
    }

    @Test
    void keepsApplicationsTimestampsAndNoncesApart() {
        guard.claim(new ApplicationId(2), TIMESTAMP, 7);
        assertThatNoException().isThrownBy(() -> {
            guard.claim(new ApplicationId(3), TIMESTAMP, 7);
            guard.claim(new ApplicationId(2), TIMESTAMP.plusSeconds(1), 7);
            guard.claim(new ApplicationId(2), TIMESTAMP, 8);
            guard.claim(new ApplicationId(2), TIMESTAMP, -7);
        });
    }

    @Test
    void takesEverySignedNonce() {
        assertThatNoException().isThrownBy(() -> {
            guard.claim(new ApplicationId(4), TIMESTAMP, Long.MIN_VALUE);
            guard.claim(new ApplicationId(4), TIMESTAMP, Long.MAX_VALUE);
            guard.claim(new ApplicationId(4), TIMESTAMP, 0);
        });
    }

    @Test
    void letsOneOfManyConcurrentClaimsThrough() {
        for (int nonce = 0; nonce < 50; nonce++) {
            long contested = nonce;
            List<Boolean> claimed = Race.of(16, () -> isClaimed(contested));
            assertThat(claimed).containsOnlyOnce(true);
        }
    }

    private boolean isClaimed(long nonce) {
        try {
            guard.claim(new ApplicationId(5), TIMESTAMP, nonce);
            return true;
        } catch (RequestRefusedException e) {
            return false;
        }
    }
}
