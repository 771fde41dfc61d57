package io.sessionservice.signature;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The two namings of parameters: as documented, and as the SDKs write the same two names, with an underscore. */
final class ParameterNaming {

    private static final List<String> DOCUMENTED = List.of("applicationId", "authKey");

    private ParameterNaming() {}

    static List<SignedParameter> asSdksDo(List<SignedParameter> parameters) {
        return renamed(parameters, name -> DOCUMENTED.contains(name) ? underscored(name) : name);
    }

    static List<SignedParameter> asDocumented(List<SignedParameter> parameters) {
        return renamed(parameters, ParameterNaming::documented);
    }

    /** The documented name of a parameter of either naming. */
    static String documented(String name) {
        return DOCUMENTED.stream()
                .filter(documented -> underscored(documented).equals(name))
                .findFirst()
                .orElse(name);
    }

    private static String underscored(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static List<SignedParameter> renamed(List<SignedParameter> parameters, UnaryOperator<String> naming) {
        return parameters.stream()
                .map(parameter -> new SignedParameter(naming.apply(parameter.name()), parameter.value()))
                .toList();
    }
}
