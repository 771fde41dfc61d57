package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sessionservice.platform.LimitsProperties;
import io.sessionservice.platform.ShutdownLinger;
import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.session.SessionService;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(SessionController.class)
@Import({
    WireErrorHandlerTests.Wire.class,
    Admission.class,
    BodyReader.class,
    CreateSessionReader.class,
    CredentialsReader.class,
    FormFormat.class,
    JsonFormat.class,
    MultipartFormat.class,
    OutageLog.class
})
@ExtendWith(OutputCaptureExtension.class)
class WireErrorHandlerTests {

    private static final String TOKEN = "1e7bc99d85c0eb2bf062be3d29d3df523081e874";

    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties({WireProperties.class, AdmissionProperties.class, LimitsProperties.class})
    static class Wire {

        @Bean
        static Clock clock() {
            return Clock.fixed(Instant.ofEpochSecond(1473075233), ZoneOffset.UTC);
        }

        @Bean
        static MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    @Autowired
    MockMvcTester http;

    @Autowired
    MeterRegistry meters;

    @MockitoBean
    SessionService sessions;

    @MockitoBean
    ShutdownLinger linger;

    @MockitoBean
    AddressLimits limits;

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void saysEveryRefusalInOneOfTheTwoShapesAndCountsIt(RefusalReason reason) {
        double before = meters.counter(
                        "sessions.refusals", "reason", reason.name().toLowerCase(Locale.ROOT))
                .count();
        MvcTestResult answer = readFailingWith(new RequestRefusedException(reason));
        assertThat(answer.getResponse().getStatus()).isBetween(400, 503).isNotEqualTo(500);
        assertThat(answer).bodyJson().extractingPath("$.errors").isNotNull();
        assertThat(meters.counter("sessions.refusals", "reason", reason.name().toLowerCase(Locale.ROOT))
                        .count())
                .isEqualTo(before + 1);
    }

    @Test
    void tellsAFaultByItsIncidentAndNothingElse(CapturedOutput output) {
        MvcTestResult answer = readFailingWith(new IllegalStateException("a detail with a secret"));
        assertThat(answer).hasStatus(500);
        assertThat(answer).bodyJson().extractingPath("$.errors[0]").isEqualTo("Internal error");
        assertThat(answer).bodyText().doesNotContain("detail").doesNotContain("Exception");
        String body = new String(answer.getResponse().getContentAsByteArray(), UTF_8);
        String incident = body.substring(body.indexOf("incident") + 11, body.length() - 2);
        assertThat(output).contains(incident).contains("a detail with a secret");
    }

    @Test
    void tellsADatabaseThatIsAwayToComeBack() {
        for (RuntimeException away : new RuntimeException[] {
            new DataAccessResourceFailureException("x", new SQLTransientConnectionException("pool is empty")),
            new JpaSystemException(new RuntimeException(new SQLException("terminating", "57P01"))),
            new JpaSystemException(new RuntimeException(new SQLException("read-only", "25006")))
        }) {
            MvcTestResult answer = readFailingWith(away);
            assertThat(answer).hasStatus(503).hasHeader("Retry-After", "1");
            assertThat(answer).bodyText().isEqualTo("{\"errors\":[\"Service is unavailable\"]}");
        }
    }

    @Test
    void doesNotTakeAFaultInSqlForAnOutage() {
        assertThat(readFailingWith(new JpaSystemException(new RuntimeException(new SQLException("syntax", "42601")))))
                .hasStatus(500);
    }

    private MvcTestResult readFailingWith(RuntimeException failure) {
        doThrow(failure).when(sessions).require(any(), any());
        return http.get().uri("/session.json").header("QB-Token", TOKEN).exchange();
    }
}
