package io.sessionservice.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart as Helm renders it. */
class ChartTests {

    private static final Path DEVELOPMENT = Charts.example("development");
    private static final Path PRODUCTION = Charts.example("production");
    private static final Path CLOUD_NATIVE_PG = Charts.example("cloudnative-pg");

    private static final List<String> SWITCHES = List.of(
            "autoscaling.enabled",
            "podDisruptionBudget.enabled",
            "networkPolicy.enabled",
            "topologySpread",
            "metrics.serviceMonitor.enabled",
            "metrics.prometheusRule.enabled",
            "metrics.dashboard.enabled",
            "httpRoute.enabled");

    static Stream<Path> examples() throws IOException {
        return Charts.examples().stream();
    }

    @Test
    void passesStrictLint() {
        LintResult lint = new Helm(Charts.PATH).lint().strict().call();

        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rendersEveryExampleForRestrictedNamespaces(Path example) {
        List<HasMetadata> objects = Charts.render(example, Map.of());

        assertThat(Charts.of(Deployment.class, objects)).hasSize(1);
        assertThat(Charts.of(Pod.class, objects))
                .as("helm test")
                .singleElement()
                .satisfies(pod -> assertThat(pod.getMetadata().getAnnotations()).containsEntry(Charts.HOOK, "test"));
        objects.forEach(ChartTests::assertRestricted);
    }

    @Test
    void rendersEveryCombinationOfSwitches() {
        List<String> modes = List.of("job", "app", "none");
        for (int combination = 0; combination < 1 << SWITCHES.size(); combination++) {
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < SWITCHES.size(); i++) {
                values.put(SWITCHES.get(i), (combination & 1 << i) != 0);
            }
            String mode = modes.get(combination % modes.size());
            values.put("migration.mode", mode);

            List<HasMetadata> objects = Charts.render(PRODUCTION, values);

            assertThat(objects).as("%s", values).hasSize(objectsOf(values));
            objects.forEach(ChartTests::assertRestricted);
        }
    }

    /** ServiceAccount, ConfigMap, Deployment, two Services and the test pod; and one more for each switch, but for the spread. */
    private static int objectsOf(Map<String, Object> values) {
        int switched = (int) values.entrySet().stream()
                .filter(value -> !value.getKey().equals("topologySpread"))
                .filter(value ->
                        value.getValue().equals(true) || value.getValue().equals("job"))
                .count();
        return 6 + switched;
    }

    @Test
    void leavesTheNumberOfReplicasToTheAutoscaler() {
        List<HasMetadata> scaled = Charts.render(PRODUCTION, Map.of());
        List<HasMetadata> fixed = Charts.render(PRODUCTION, Map.of("autoscaling.enabled", false, "replicaCount", 4));

        assertThat(deployment(scaled).getSpec().getReplicas()).isNull();
        assertThat(Charts.of(HorizontalPodAutoscaler.class, scaled)).hasSize(1);
        assertThat(deployment(fixed).getSpec().getReplicas()).isEqualTo(4);
        assertThat(Charts.of(HorizontalPodAutoscaler.class, fixed)).isEmpty();
    }

    @Test
    void replacesReplicasWithoutAGap() {
        Deployment deployment = deployment(Charts.render(PRODUCTION, Map.of()));
        PodSpec pod = deployment.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().getFirst();

        assertThat(deployment
                        .getSpec()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal())
                .isZero();
        assertThat(container.getLifecycle().getPreStop().getSleep().getSeconds())
                .isEqualTo(5);
        assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(38);
        assertThat(path(container.getStartupProbe())).isEqualTo("/livez");
        assertThat(path(container.getLivenessProbe())).isEqualTo("/livez");
        assertThat(path(container.getReadinessProbe())).isEqualTo("/readyz");
    }

    private static String path(Probe probe) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getPort().getStrVal()).as("the public port").isEqualTo("http");
        return get.getPath();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exposesThePublicPortOnly(Path example) {
        List<HasMetadata> objects = Charts.render(example, Map.of("service.type", "LoadBalancer"));

        List<Service> services = Charts.of(Service.class, objects);
        assertThat(services)
                .extracting(service -> service.getMetadata().getName())
                .containsExactlyInAnyOrder("release-session-service", "release-session-service-management");
        assertThat(services)
                .filteredOn(service -> service.getSpec().getType().equals("LoadBalancer"))
                .flatExtracting(service -> service.getSpec().getPorts())
                .extracting(port -> port.getTargetPort().getStrVal())
                .containsExactly("http");
        assertThat(Charts.of(Ingress.class, objects))
                .flatExtracting(ingress -> ingress.getSpec().getRules())
                .flatExtracting(rule -> rule.getHttp().getPaths())
                .allSatisfy(path ->
                        assertThat(path.getBackend().getService().getName()).isEqualTo("release-session-service"));
        assertThat(Charts.of(HTTPRoute.class, objects))
                .flatExtracting(route -> route.getSpec().getRules())
                .flatExtracting(rule -> rule.getBackendRefs())
                .allSatisfy(backend -> assertThat(backend.getName()).isEqualTo("release-session-service"));
    }

    @Test
    void migratesWithItsOwnRoleAndNoOtherSecret() {
        Job job = Charts.of(Job.class, Charts.render(PRODUCTION, Map.of())).getFirst();
        Container container =
                job.getSpec().getTemplate().getSpec().getContainers().getFirst();

        assertThat(job.getMetadata().getAnnotations()).containsEntry(Charts.HOOK, "pre-install,pre-upgrade");
        assertThat(container.getArgs()).containsExactly("migrate");
        assertThat(secretsOf(container)).containsOnly("session-service-migration");
    }

    @ParameterizedTest
    @CsvSource({"job, false", "app, true", "none, false"})
    void migratesInTheReplicasIfToldSo(String mode, String flyway) {
        List<HasMetadata> objects = Charts.render(PRODUCTION, Map.of("migration.mode", mode));

        assertThat(Charts.of(ConfigMap.class, objects).getFirst().getData())
                .containsEntry("SPRING_FLYWAY_ENABLED", flyway);
        assertThat(Charts.of(Job.class, objects)).hasSize(mode.equals("job") ? 1 : 0);
    }

    /** Behind a proxy all clients would be one address to the limits, and one guesser would hold up all of them. */
    @ParameterizedTest
    @CsvSource({"cloudnative-pg, true, false, native", "production, false, true, native", "production, false, false,"})
    void believesTheProxyThatItPutsInFront(
            String example, String ingress, String httpRoute, @Nullable String strategy) {
        List<HasMetadata> objects = Charts.render(
                Charts.example(example), Map.of("ingress.enabled", ingress, "httpRoute.enabled", httpRoute));

        assertThat(Charts.of(ConfigMap.class, objects).getFirst().getData().get("SERVER_FORWARD_HEADERS_STRATEGY"))
                .isEqualTo(strategy);
    }

    @Test
    void leavesTheStrategyToWhoSetsIt() {
        List<HasMetadata> objects = Charts.render(
                PRODUCTION, Map.of("httpRoute.enabled", "true", "config.SERVER_FORWARD_HEADERS_STRATEGY", "framework"));

        assertThat(Charts.of(ConfigMap.class, objects).getFirst().getData())
                .containsEntry("SERVER_FORWARD_HEADERS_STRATEGY", "framework");
    }

    @Test
    void takesEverySecretFromASecret() {
        Container container = deployment(Charts.render(CLOUD_NATIVE_PG, Map.of()))
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();

        assertThat(container.getEnv())
                .allSatisfy(variable ->
                        assertThat(variable.getValueFrom().getSecretKeyRef()).isNotNull())
                .extracting(EnvVar::getName)
                .containsExactly(
                        "SPRING_DATASOURCE_USERNAME",
                        "SPRING_DATASOURCE_PASSWORD",
                        "SESSIONS_SEALING_KEYS",
                        "SESSIONS_ADMIN_USERNAME",
                        "SESSIONS_ADMIN_PASSWORD",
                        "SESSIONS_BOOTSTRAP_0_AUTHSECRET");
        assertThat(secretsOf(container))
                .containsOnly(
                        "release-session-service-db-app",
                        "session-service-sealing",
                        "session-service-admin",
                        "session-service-mobile");
    }

    @Test
    void commitsTwiceBeforeAnAnswer() {
        List<HasMetadata> several = Charts.render(CLOUD_NATIVE_PG, Map.of());
        List<HasMetadata> one = Charts.render(CLOUD_NATIVE_PG, Map.of("cloudnativepg.instances", 1));

        assertThat(Charts.of(CloudNativePgCluster.class, several)
                        .getFirst()
                        .spec
                        .postgresql())
                .isEqualTo(new CloudNativePgCluster.Postgresql(new CloudNativePgCluster.Synchronous("any", 1)));
        assertThat(Charts.of(CloudNativePgCluster.class, one).getFirst().spec.postgresql())
                .isNull();
    }

    @Test
    void watchesTheManagementServiceOnly() {
        NetworkPolicy policy = Charts.of(NetworkPolicy.class, Charts.render(PRODUCTION, Map.of()))
                .getFirst();
        PodDisruptionBudget budget = Charts.of(PodDisruptionBudget.class, Charts.render(PRODUCTION, Map.of()))
                .getFirst();
        Map<String, String> labels = deployment(Charts.render(PRODUCTION, Map.of()))
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();

        assertThat(labels)
                .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels());
        assertThat(labels).containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
        assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress())
                .extracting(rule -> rule.getPorts().getFirst().getPort().getStrVal())
                .containsExactly("http", "management");
    }

    @Test
    void keepsNamesShortEnough() {
        List<HasMetadata> objects = Charts.render(CLOUD_NATIVE_PG, Map.of("fullnameOverride", "n".repeat(80)));

        assertThat(objects)
                .allSatisfy(object -> assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(63));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replicaCount              | 0                   | at '/replicaCount': minimum: got 0, want 1
                    replicaCounts             | 3                   | additional properties 'replicaCounts' not allowed
                    migration.mode            | hook                | at '/migration/mode': value must be one of 'job', 'app', 'none'
                    database.url              | postgres://db       | at '/database/url': 'postgres://db' does not match pattern
                    ingress.hosts[0]          | session.example.com | at '/ingress/hosts/0': 'not' failed
                    httpRoute.hostnames[0]    | my-sessions.example | at '/httpRoute/hostnames/0': 'not' failed
                    bootstrap[0].id           | 7                   | at '/bootstrap/0': missing properties 'name', 'authKey', 'existingSecret'
                    service.type              | ExternalName        | at '/service/type': value must be one of
                    networkPolicy.enabled     | maybe               | at '/networkPolicy/enabled': got string, want boolean
                    """)
    void refusesWrongValuesByName(String name, String value, String message) {
        Object typed = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;

        assertThatThrownBy(() -> Charts.render(PRODUCTION, Map.of(name, typed))).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    database.url              |        | database.url is required
                    database.existingSecret   |        | database.existingSecret is required
                    sealing.existingSecret    |        | sealing.existingSecret is required
                    admin.existingSecret      |        | admin.existingSecret is required
                    ingress.enabled           | true   | ingress.hosts is required
                    cloudnativepg.enabled     | true   | migration.mode must be app with cloudnativepg.enabled
                    """)
    void asksForWhatIsMissing(String name, String value, String message) {
        Object typed = value == null ? "" : Boolean.valueOf(value);

        assertThatThrownBy(() -> Charts.render(PRODUCTION, Map.of(name, typed))).hasMessageContaining(message);
    }

    @Test
    void addsWhatIsAddedToTheDevelopmentExample() {
        List<HasMetadata> objects = Charts.render(
                DEVELOPMENT, Map.of("config.SESSIONS_SESSION_IDLE_TIMEOUT", "5m", "javaOptions", "-Xmx1g"));

        assertThat(Charts.of(ConfigMap.class, objects).getFirst().getData())
                .containsEntry("SESSIONS_SESSION_IDLE_TIMEOUT", "5m")
                .containsEntry("JDK_JAVA_OPTIONS", "-Xmx1g")
                .containsEntry("SESSIONS_BOOTSTRAP_0_ID", "92");
    }

    private static Deployment deployment(List<HasMetadata> objects) {
        return Charts.of(Deployment.class, objects).getFirst();
    }

    private static Stream<String> secretsOf(Container container) {
        return container.getEnv().stream()
                .filter(variable -> variable.getValueFrom() != null)
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName());
    }

    /** The "restricted" Pod Security Standard (kubernetes.io, Pod Security Standards), and no token of a service account. */
    private static void assertRestricted(HasMetadata object) {
        Charts.pod(object).ifPresent(pod -> {
            assertThat(pod.getHostNetwork()).isNull();
            assertThat(pod.getHostPID()).isNull();
            assertThat(pod.getHostIPC()).isNull();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getSecurityContext().getSysctls()).isEmpty();
            assertThat(pod.getVolumes()).allMatch(ChartTests::isAllowed);
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getContainers()).isNotEmpty().allSatisfy(ChartTests::assertRestricted);
        });
    }

    private static boolean isAllowed(Volume volume) {
        return volume.getEmptyDir() != null || volume.getConfigMap() != null || volume.getSecret() != null;
    }

    private static void assertRestricted(Container container) {
        var context = container.getSecurityContext();
        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
        assertThat(context.getPrivileged()).isNull();
        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(context.getCapabilities().getAdd()).isEmpty();
        assertThat(context.getProcMount()).isNull();
        assertThat(container.getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }
}
