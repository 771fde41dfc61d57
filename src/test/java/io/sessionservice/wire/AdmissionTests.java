package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sessionservice.refusal.RequestRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AdmissionTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Admission admission = new Admission(new AdmissionProperties(1), meters);
    private final MockHttpServletRequest first = new MockHttpServletRequest();
    private final MockHttpServletRequest second = new MockHttpServletRequest();

    @Test
    void refusesAtOnceWhatIsBeyondTheBound() {
        admission.enter(first);
        assertThat(admission.isFull()).isTrue();
        assertThatThrownBy(() -> admission.enter(second)).isInstanceOf(RequestRefusedException.class);
        assertThat(meters.get("sessions.admission.refusals").counter().count()).isEqualTo(2);
        assertThat(meters.get("sessions.admission.running").gauge().value()).isEqualTo(1);
    }

    @Test
    void hasOnePlaceAgainWhenOneIsGivenBack() {
        admission.enter(first);
        admission.leave(first);
        admission.leave(first);
        admission.leave(second);
        admission.enter(second);
        assertThat(admission.isFull()).isTrue();
        assertThatThrownBy(() -> admission.enter(first)).isInstanceOf(RequestRefusedException.class);
    }
}
