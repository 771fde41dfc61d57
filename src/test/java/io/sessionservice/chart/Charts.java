package io.sessionservice.chart;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.yaml.snakeyaml.Yaml;

/** Renders the chart, and reads what comes out by the models of Kubernetes, in which a key that nobody knows is an error. */
final class Charts {

    static final Path PATH = Path.of("helm/session-service");

    private static final ObjectMapper MODELS =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ConfigMap.class,
            Deployment.class,
            HTTPRoute.class,
            HorizontalPodAutoscaler.class,
            Ingress.class,
            Job.class,
            NetworkPolicy.class,
            Pod.class,
            PodDisruptionBudget.class,
            PrometheusRule.class,
            Service.class,
            ServiceAccount.class,
            ServiceMonitor.class,
            CloudNativePgCluster.class);

    private Charts() {}

    /** Rendering leaves hooks out, so what is rendered is a copy, in which this stands in place of Helm's name of a hook. */
    static final String HOOK = "hook-of-helm";

    private static final Path COPY = copyWithoutHooks();

    private static Path copyWithoutHooks() {
        Path copy = Path.of("target/chart-without-hooks");
        try (Stream<Path> files = Files.walk(PATH)) {
            FileSystemUtils.deleteRecursively(copy);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(PATH.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace("helm.sh/hook", HOOK));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(PATH.resolve("ci"))) {
            return files.sorted().toList();
        }
    }

    static Path example(String name) {
        return PATH.resolve("ci").resolve(name + "-values.yaml");
    }

    static List<HasMetadata> render(Path values, Map<String, ?> more) {
        TemplateCommand template = new Helm(COPY)
                .template()
                .withName("release")
                .withNamespace("sessions")
                .withKubeVersion("1.34.0")
                .withValuesFile(values);
        more.forEach(template::set);
        return StreamSupport.stream(new Yaml().loadAll(template.call()).spliterator(), false)
                .filter(Map.class::isInstance)
                .map(document -> model((Map<?, ?>) document))
                .toList();
    }

    private static HasMetadata model(Map<?, ?> document) {
        Class<? extends HasMetadata> type = KINDS.stream()
                .filter(kind -> HasMetadata.getKind(kind).equals(document.get("kind"))
                        && HasMetadata.getApiVersion(kind).equals(document.get("apiVersion")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "No model of %s %s".formatted(document.get("apiVersion"), document.get("kind"))));
        HasMetadata model = MODELS.convertValue(document, type);
        List<String> unknown = new ArrayList<>();
        collectUnknown(type.getSimpleName(), model, unknown);
        if (!unknown.isEmpty()) {
            throw new AssertionError("Unknown to Kubernetes: " + unknown);
        }
        return model;
    }

    /** The models keep what they do not know, to write it out again; this finds it. */
    private static void collectUnknown(String path, @Nullable Object model, List<String> unknown) {
        if (model instanceof Collection<?> items) {
            items.forEach(item -> collectUnknown(path + "[]", item, unknown));
            return;
        }
        if (model instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> collectUnknown(path + "." + key, value, unknown));
            return;
        }
        if (model == null || !model.getClass().getName().startsWith("io.fabric8.")) {
            return;
        }
        for (var method : model.getClass().getMethods()) {
            if (method.getParameterCount() > 0 || !method.getName().startsWith("get")) {
                continue;
            }
            try {
                Object value = method.invoke(model);
                if (method.getName().equals("getAdditionalProperties")) {
                    ((Map<?, ?>) value).keySet().forEach(key -> unknown.add(path + "." + key));
                } else if (value != null && !(value instanceof Class<?>)) {
                    collectUnknown(path + "." + method.getName().substring(3), value, unknown);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The pod that the object runs, if it runs one. */
    static Optional<PodSpec> pod(HasMetadata object) {
        if (object instanceof Pod pod) {
            return Optional.of(pod.getSpec());
        }
        if (object instanceof Deployment deployment) {
            return Optional.of(deployment.getSpec().getTemplate().getSpec());
        }
        if (object instanceof Job job) {
            return Optional.of(job.getSpec().getTemplate().getSpec());
        }
        return Optional.empty();
    }

    static <T extends HasMetadata> List<T> of(Class<T> kind, List<HasMetadata> objects) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
