package io.sessionservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sessionservice.support.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** A start with settings that are missing or unsafe is refused, and the operator is told which. */
@ExtendWith(OutputCaptureExtension.class)
class StartupIT {

    private static final JdbcConnectionDetails DATABASE = TestPostgres.newDatabase();

    private static final Map<String, String> GOOD = Map.of(
            "spring.datasource.url", DATABASE.getJdbcUrl(),
            "spring.datasource.username", DATABASE.getUsername(),
            "spring.datasource.password", DATABASE.getPassword(),
            "sessions.sealing.keys", "k1:dGVzdC1zZWFsaW5nLWtleS1kby1ub3QtdXNlLWl0LSE=",
            "sessions.admin.username", "admin",
            "sessions.admin.password", "admin-password",
            "server.port", "0",
            "management.server.port", "0",
            "sessions.shutdown.linger", "0s");

    @Test
    void startsWithWhatItNeedsAndNoMore() {
        try (ConfigurableApplicationContext context = start(List.of())) {
            assertThat(context.isActive()).isTrue();
        }
    }

    @Test
    void namesEveryMissingSettingAtOnce(CapturedOutput output) {
        assertThat(catchThrowable(() -> new SpringApplication(SessionServiceApplication.class).run()))
                .isNotNull();
        assertThat(output)
                .contains(
                        "SPRING_DATASOURCE_URL",
                        "SESSIONS_SEALING_KEYS",
                        "SESSIONS_ADMIN_USERNAME",
                        "SESSIONS_ADMIN_PASSWORD")
                .doesNotContain("\tat ");
    }

    @Test
    void needsNoAdministratorWhereAnIssuerIsSet() {
        try (ConfigurableApplicationContext context = start(List.of(
                "sessions.admin.username=",
                "sessions.admin.password=",
                "sessions.admin.jwt.issuer-uri=http://localhost:1"))) {
            assertThat(context.isActive()).isTrue();
        }
    }

    @Test
    void refusesOnePortForThePublicAndForOperators(CapturedOutput output) {
        assertThat(catchThrowable(() -> start(List.of("server.port=18099", "management.server.port=18099"))
                        .close()))
                .isNotNull();
        assertThat(output).contains("management.server.port: must differ from server.port");
    }

    static Stream<Arguments> unsafeSettings() {
        return Stream.of(
                Arguments.of("sessions.sealing.keys=", "SESSIONS_SEALING_KEYS"),
                Arguments.of("sessions.sealing.keys=k1:c2hvcnQ=", "sessions.sealing.keys"),
                Arguments.of(
                        "sessions.sealing.keys=dGVzdC1zZWFsaW5nLWtleS1kby1ub3QtdXNlLWl0LSE=", "sessions.sealing.keys"),
                Arguments.of("sessions.admin.password=short", "sessions.admin.password"),
                Arguments.of("sessions.signature.window=31m", "sessions.signature.window"),
                Arguments.of("sessions.signature.window=0s", "sessions.signature.window"),
                Arguments.of("sessions.session.idle-timeout=30s", "sessions.session.idle-timeout"),
                Arguments.of("sessions.session.idle-timeout=soon", "sessions.session.idle-timeout"),
                Arguments.of("sessions.session.absolute-timeout=1s", "sessions.session.absolute-timeout"),
                Arguments.of("sessions.wire.envelope=other", "sessions.wire.envelope"),
                Arguments.of("sessions.purge.batch-size=0", "sessions.purge.batch-size"),
                Arguments.of("sessions.audit.retention=1h", "sessions.audit.retention"),
                Arguments.of("sessions.admin.limits.failed-logins-per-address=0", "failedLoginsPerAddress"),
                Arguments.of("sessions.bootstrap[0].id=0", "sessions.bootstrap[0].id"),
                Arguments.of("sessions.bootstrap[0].auth-secret=", "sessions.bootstrap[0].authSecret"));
    }

    @ParameterizedTest
    @MethodSource("unsafeSettings")
    void refusesUnsafeSettingsByName(String setting, String named, CapturedOutput output) {
        List<String> settings = new ArrayList<>(List.of(setting));
        if (setting.startsWith("sessions.bootstrap")) {
            Stream.of("id=1", "name=n", "auth-key=k", "auth-secret=s")
                    .map(rest -> "sessions.bootstrap[0]." + rest)
                    .filter(rest -> !setting.startsWith(rest.substring(0, rest.indexOf('='))))
                    .forEach(settings::add);
        }
        assertThat(catchThrowable(() -> start(settings).close())).isNotNull();
        assertThat(output).contains(named, "APPLICATION FAILED TO START").doesNotContain("\tat ");
    }

    private static ConfigurableApplicationContext start(List<String> settings) {
        List<String> arguments = new ArrayList<>();
        GOOD.forEach((name, value) -> {
            if (settings.stream().noneMatch(setting -> setting.startsWith(name + "="))) {
                arguments.add("--" + name + "=" + value);
            }
        });
        settings.forEach(setting -> arguments.add("--" + setting));
        return new SpringApplication(SessionServiceApplication.class).run(arguments.toArray(String[]::new));
    }
}
