package io.sessionservice.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Leaves out what Boot would set up for OpenTelemetry unless traces have somewhere to go. Boot's own switches stop the export alone:
 * the SDK would start with its threads, and every request would be observed by a tracer, for nothing. Logs are never sent, also where
 * one variable of OpenTelemetry's names the address for all: they are on standard output.
 */
class TracingSwitch implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String SDK = "org.springframework.boot.opentelemetry.";
    private static final String LOGS = SDK + "autoconfigure.logging.";

    private boolean on;

    @Override
    public void setEnvironment(Environment environment) {
        on = StringUtils.hasText(environment.getProperty(ENDPOINT));
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean[] kept = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            String name = classes[i];
            // null is what another filter has left out
            kept[i] = name == null || isKept(name);
        }
        return kept;
    }

    private boolean isKept(String name) {
        return on ? !name.startsWith(LOGS) : !name.startsWith(TRACING) && !name.startsWith(SDK);
    }
}
