package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class AdmissionTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Admission admission =
            new Admission(new AdmissionProperties(1, Duration.ZERO, Duration.ofSeconds(15)), meters);
    private final MockHttpServletRequest first = new MockHttpServletRequest();
    private final MockHttpServletRequest second = new MockHttpServletRequest();

    @Test
    void refusesWhatIsBeyondTheBound() {
        admission.enter(first);
        assertThatThrownBy(() -> admission.enter(second)).isInstanceOf(RequestRefusedException.class);
        assertThat(meters.get("sessions.admission.refusals").counter().count()).isEqualTo(1);
        assertThat(meters.get("sessions.admission.running").gauge().value()).isEqualTo(1);
    }

    @Test
    void hasOnePlaceAgainWhenOneIsGivenBack() {
        admission.enter(first);
        admission.leave(first);
        admission.leave(first);
        admission.leave(second);
        admission.enter(second);
        assertThatThrownBy(() -> admission.enter(first)).isInstanceOf(RequestRefusedException.class);
    }

    @Test
    void anApplicationThatFloodsLeavesRoomForOthers() {
        Admission wide = new Admission(new AdmissionProperties(100, Duration.ZERO, Duration.ofSeconds(15)), meters);
        List<MockHttpServletRequest> flood = admitted(wide, "92", 100);
        assertThat(flood).hasSize(75);
        assertThat(admitted(wide, "93", 15)).hasSize(15);
        flood.forEach(wide::leave);
        assertThat(admitted(wide, "92", 100)).hasSize(64);
        assertThat(admitted(wide, null, 100)).hasSize(21);
    }

    @Test
    void anApplicationHasOnePlaceAtLeastWhileOneIsFree() {
        assertThat(admitted(admission, "92", 2)).hasSize(1);
    }

    private static List<MockHttpServletRequest> admitted(
            Admission admission, @Nullable String application, int requests) {
        List<MockHttpServletRequest> admitted = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            try {
                admission.enter(request, application);
                admitted.add(request);
            } catch (RequestRefusedException refused) {
                assertThat(refused.reason()).isEqualTo(RefusalReason.UNAVAILABLE);
            }
        }
        return admitted;
    }
}
