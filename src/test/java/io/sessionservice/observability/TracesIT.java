package io.sessionservice.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.sessionservice.application.ApplicationId;
import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient;
import io.sessionservice.user.CreateUser;
import io.sessionservice.user.UserId;
import io.sessionservice.user.UserRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Traces are sent where an address for them is set, without secrets; elsewhere nothing of them is there. */
class TracesIT {

    private static final String AUTH_SECRET = "traces-auth-secret";
    private static final String PASSWORD = "traces-password";
    private static final String WRONG_PASSWORD = "traces-wrong-password";

    private final List<String> secrets =
            new ArrayList<>(List.of(AUTH_SECRET, PASSWORD, WRONG_PASSWORD, "admin-password"));
    private long nonces;

    @Test
    void hasNothingOfTracingUnlessAnEndpointIsSet() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Replica replica = start()) {
            use(replica);

            assertNothingTraces(replica, before);
        }
    }

    @Test
    void takesAnEmptyEndpointForNone() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Replica replica = start("management.opentelemetry.tracing.export.otlp.endpoint=")) {
            assertNothingTraces(replica, before);
        }
    }

    private static void assertNothingTraces(Replica replica, Set<Thread> before) {
        for (Class<?> type : List.of(
                Tracer.class,
                io.opentelemetry.api.trace.Tracer.class,
                OpenTelemetry.class,
                SdkTracerProvider.class,
                SdkLoggerProvider.class,
                SpanProcessor.class,
                SpanExporter.class,
                Sampler.class)) {
            assertThat(replica.beans(type)).as(type.getName()).isEmpty();
        }
        assertThat(replica.beans(ObservationHandler.class)).noneMatch(TracingObservationHandler.class::isInstance);
        assertThat(replica.beans(DataSource.class)).singleElement().isExactlyInstanceOf(HikariDataSource.class);
        Set<Thread> begun = new HashSet<>(Thread.getAllStackTraces().keySet());
        begun.removeAll(before);
        assertThat(begun)
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("BatchSpanProcessor") || name.contains("BatchLogRecord"));
    }

    @Test
    void addsNothingToAScrapeAndNoFilter() throws Exception {
        Set<String> namesWithout;
        Set<Class<?>> filtersWithout;
        try (Replica replica = start()) {
            use(replica);
            namesWithout = steadyNames(replica);
            filtersWithout = classes(replica.beans(Filter.class));
        }
        try (Collector collector = new Collector();
                Replica replica = start(tracing(collector))) {
            use(replica);

            assertThat(steadyNames(replica)).isEqualTo(namesWithout);
            assertThat(classes(replica.beans(Filter.class))).isEqualTo(filtersWithout);
        }
    }

    /** Without those that come with the first collection of garbage or the first scheduled run, whenever that is. */
    private static Set<String> steadyNames(Replica replica) throws Exception {
        return Scrape.of(replica.managementPort()).names().stream()
                .filter(name -> !name.startsWith("jvm_gc_") && !name.startsWith("tasks_"))
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> classes(List<?> beans) {
        return beans.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void sendsRoutesAndStatementsAndNoSecrets() throws Exception {
        try (Collector collector = new Collector()) {
            try (Replica replica = start(tracing(collector))) {
                use(replica);
                flush(replica);
            }

            assertThat(collector.paths()).isNotEmpty().containsOnly("/v1/traces");
            assertThat(collector.text())
                    .contains("session-service")
                    .contains("http post /session.json", "http get /session.json", "http delete /session.json")
                    .contains("http post /login.json")
                    .contains("batch openings", "batch reads", "batch downgrades", "batch applications")
                    .contains("batch.size")
                    .doesNotContain(secrets);
        }
    }

    @Test
    void samplesOneRequestInTenUnlessToldOtherwise() throws Exception {
        try (Collector collector = new Collector();
                Replica replica = start("management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url())) {
            assertThat(replica.bean(Sampler.class).getDescription()).contains("TraceIdRatioBased{0.1");
        }
    }

    @Test
    void servesWhileTheCollectorIsAway() throws Exception {
        String nowhere;
        try (Collector collector = new Collector()) {
            nowhere = collector.url();
        }
        try (Replica replica = start(
                "management.opentelemetry.tracing.export.otlp.endpoint=" + nowhere,
                "management.tracing.sampling.probability=1")) {
            use(replica);
        }
    }

    /** As where one variable of OpenTelemetry's names the address for all three. */
    private static String[] tracing(Collector collector) {
        return new String[] {
            "management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url(),
            "management.opentelemetry.logging.export.otlp.endpoint="
                    + collector.url().replace("traces", "logs"),
            "management.otlp.metrics.export.url=" + collector.url().replace("traces", "metrics"),
            "management.tracing.sampling.probability=1"
        };
    }

    private static Replica start(String... settings) {
        JdbcConnectionDetails database = TestPostgres.newDatabase();
        List<String> all = new ArrayList<>(List.of(
                "sessions.bootstrap[0].id=92",
                "sessions.bootstrap[0].name=traces",
                "sessions.bootstrap[0].auth-key=traces-key",
                "sessions.bootstrap[0].auth-secret=" + AUTH_SECRET));
        all.addAll(Arrays.asList(settings));
        return Replica.start(database, all.toArray(String[]::new));
    }

    private void use(Replica replica) {
        replica.bean(UserRegistry.class)
                .create(
                        new CreateUser(new UserId(7), new ApplicationId(92), "ann", null, PASSWORD, null),
                        Clock.systemUTC().instant());
        WireClient client = new WireClient(replica.url());
        Map<String, String> first = signed(Map.of());
        String token = client.postForm("/session.json", first).token();
        secrets.add(token);
        secrets.add(first.get("signature"));
        assertThat(client.postForm("/session.json", first).status()).isEqualTo(422);
        assertThat(client.get("/session.json?token=" + token, token).status()).isEqualTo(200);
        Map<String, String> login = Map.of("login", "ann", "password", PASSWORD);
        assertThat(client.postForm("/login.json", login, "QB-Token", token).status())
                .isEqualTo(202);
        Map<String, String> wrong = Map.of("login", "ann", "password", WRONG_PASSWORD);
        assertThat(client.postForm("/login.json", wrong, "QB-Token", token).status())
                .isEqualTo(401);
        assertThat(client.delete("/session.json", token).status()).isEqualTo(200);
        Map<String, String> user = signed(Map.of("user[login]", "ann", "user[password]", PASSWORD));
        secrets.add(user.get("signature"));
        secrets.add(client.postForm("/session.json", user).token());
        AdminClient admin = AdminClient.of(replica);
        secrets.add(admin.post("/applications/92/rotate-secret")
                .json()
                .get("authSecret")
                .asString());
    }

    private Map<String, String> signed(Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("application_id", "92");
        parameters.put("auth_key", "traces-key");
        parameters.put("timestamp", Long.toString(Clock.systemUTC().instant().getEpochSecond()));
        parameters.put("nonce", Long.toString(++nonces));
        parameters.putAll(more);
        return WireClient.signed(parameters, AUTH_SECRET);
    }

    private static void flush(Replica replica) {
        CompletableResultCode flushed = replica.bean(SdkTracerProvider.class).forceFlush();
        assertThat(flushed.join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
}
