package io.sessionservice.admin.console;

import io.sessionservice.admin.AdminRefusedException;
import io.sessionservice.admin.IdentityProviderBody;
import io.sessionservice.admin.IdentityProviderDescriptor;
import io.sessionservice.identity.HttpSettings;
import io.sessionservice.identity.IdentityKind;
import io.sessionservice.identity.TokenAlgorithm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the fields of the form that sets an identity provider up and what the endpoint takes and tells. */
final class ProviderFields {

    private ProviderFields() {}

    static ConsoleForm form(HttpServletRequest request) {
        return new ConsoleForm(
                request,
                "provider",
                "issuer",
                "audience",
                "jwksUri",
                "algorithms",
                "url",
                "parameters",
                "headers",
                "secretHeader.name",
                "secretHeader.secret",
                "subject",
                "email",
                "fullName");
    }

    /** What a provider has unless it is told otherwise. */
    static Map<String, String> usual(IdentityKind kind) {
        return switch (kind) {
            case OIDC -> Map.of("subject", "sub", TokenAlgorithm.RS256.name(), "on");
            case HTTP -> Map.of("method", HttpSettings.Method.POST.name(), "parameters", "token=#{token}");
        };
    }

    static Map<String, String> of(IdentityProviderDescriptor provider) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("provider", provider.name());
        fields.put("seen", provider.updatedAt().toString());
        put(fields, "issuer", provider.issuer());
        put(fields, "audience", provider.audience());
        put(fields, "jwksUri", provider.jwksUri());
        put(fields, "url", provider.url());
        put(fields, "method", provider.method());
        put(fields, "parameters", lines(provider.parameters()));
        put(fields, "headers", lines(provider.headers()));
        put(fields, "secretHeader.name", provider.secretHeader());
        put(fields, "subject", provider.subject());
        put(fields, "email", provider.email());
        put(fields, "fullName", provider.fullName());
        if (provider.algorithms() != null) {
            provider.algorithms().forEach(algorithm -> fields.put(algorithm.name(), "on"));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    private static String lines(@Nullable Map<String, String> values) {
        return values == null
                ? ""
                : values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }

    static IdentityProviderBody body(IdentityKind kind, ConsoleForm form) {
        boolean asks = kind == IdentityKind.HTTP;
        return new IdentityProviderBody(
                kind,
                form.text("issuer"),
                form.text("jwksUri"),
                form.text("audience"),
                asks ? null : algorithms(form),
                form.text("url"),
                asks ? method(form) : null,
                asks ? values(form, "headers") : null,
                asks ? values(form, "parameters") : null,
                secretHeader(form),
                form.text("subject"),
                form.text("email"),
                form.text("fullName"));
    }

    private static Set<TokenAlgorithm> algorithms(ConsoleForm form) {
        Set<TokenAlgorithm> ticked = EnumSet.noneOf(TokenAlgorithm.class);
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            if (form.isTicked(algorithm.name())) {
                ticked.add(algorithm);
            }
        }
        return ticked;
    }

    private static HttpSettings.Method method(ConsoleForm form) {
        return "GET".equals(form.text("method")) ? HttpSettings.Method.GET : HttpSettings.Method.POST;
    }

    /** One {@code name=value} a line. */
    private static Map<String, String> values(ConsoleForm form, String field) {
        Map<String, String> values = new LinkedHashMap<>();
        Objects.requireNonNullElse(form.text(field), "")
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    int equals = line.indexOf('=');
                    if (equals < 1) {
                        throw AdminRefusedException.field(field, "has a line that is not name=value");
                    }
                    if (values.put(
                                    line.substring(0, equals).strip(),
                                    line.substring(equals + 1).strip())
                            != null) {
                        throw AdminRefusedException.field(field, "has a name twice");
                    }
                });
        return values;
    }

    private static IdentityProviderBody.@Nullable Header secretHeader(ConsoleForm form) {
        String name = form.text("secretHeader.name");
        String secret = form.text("secretHeader.secret");
        if (name == null && secret == null) {
            return null;
        }
        if (name == null || secret == null) {
            throw AdminRefusedException.field(
                    name == null ? "secretHeader.name" : "secretHeader.secret", "is required with the other one");
        }
        return new IdentityProviderBody.Header(name, secret);
    }
}
