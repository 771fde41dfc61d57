package io.sessionservice.wire;

import static io.sessionservice.support.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects a "no" to what a client sent. */
final class WireRefusals {

    private WireRefusals() {}

    static void assertMalformed(ThrowingCallable reading) {
        assertRefused(RefusalReason.BODY_MALFORMED, reading);
    }

    /** Refused for this parameter alone. */
    static void assertInvalid(String parameter, String problem, ThrowingCallable reading) {
        RequestRefusedException refusal = refusal(reading);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID_PARAMETER);
        assertThat(refusal.parameters()).hasSize(1).containsEntry(parameter, List.of(problem));
    }

    static RequestRefusedException refusal(ThrowingCallable reading) {
        RequestRefusedException refusal = catchThrowableOfType(RequestRefusedException.class, reading);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
