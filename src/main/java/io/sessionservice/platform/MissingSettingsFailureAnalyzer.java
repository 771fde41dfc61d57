package io.sessionservice.platform;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the operator what to set, in place of a stack trace. */
class MissingSettingsFailureAnalyzer extends AbstractFailureAnalyzer<MissingSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingSettingsException cause) {
        String description = cause.names().stream()
                .map(name -> "  - " + name)
                .collect(Collectors.joining("\n", "These settings are required and missing:\n\n", ""));
        return new FailureAnalysis(
                description,
                "Set them as environment variables, or as properties of the same names; docs/configuration.md lists all.",
                cause);
    }
}
