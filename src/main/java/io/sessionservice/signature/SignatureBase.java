package io.sessionservice.signature;

import java.util.List;
import java.util.stream.Collectors;

/** The canonical text that a signature covers. */
final class SignatureBase {

    private SignatureBase() {}

    /**
     * The parameters as {@code name=value}, sorted as whole strings by UTF-16 code unit as the SDKs do it, joined with
     * {@code &}; nothing is URL-encoded (JS SDK 2.23.0, {@code qbAuth.js signMessage}).
     */
    static String of(List<SignedParameter> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.name() + '=' + parameter.value())
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
