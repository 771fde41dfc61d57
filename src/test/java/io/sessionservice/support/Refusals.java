package io.sessionservice.support;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects a "no". */
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(RefusalReason reason, ThrowingCallable act) {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(act)
                .extracting(RequestRefusedException::reason)
                .isEqualTo(reason);
    }
}
