package io.sessionservice.signature;

import java.util.List;
import java.util.Optional;

/** The parameters of a request that is to be explained, in the order in which they were sent. */
public record SentParameters(List<SignedParameter> all) {

    private static final String SIGNATURE = "signature";
    private static final String MASK = "****";

    /** The value of a parameter, by its documented name; empty when it was not sent. */
    public Optional<String> find(String documentedName) {
        return all.stream()
                .filter(parameter ->
                        ParameterNaming.documented(parameter.name()).equals(documentedName))
                .map(SignedParameter::value)
                .findFirst();
    }

    public Optional<String> signature() {
        return find(SIGNATURE);
    }

    /** What the signature has to cover, named as sent. */
    public List<SignedParameter> covered() {
        return all.stream()
                .filter(parameter -> !parameter.name().equals(SIGNATURE))
                .toList();
    }

    /** The same, named as the SDKs do; what the service accepts too. */
    public List<SignedParameter> coveredAsSdksDo() {
        return ParameterNaming.asSdksDo(covered());
    }

    /** The signature base of this reading, to be shown: without passwords, and without a secret that was sent by mistake. */
    public static String shownBase(List<SignedParameter> reading, List<AuthSecret> secrets) {
        return SignatureBase.of(reading.stream()
                .map(parameter -> isShown(parameter, secrets) ? parameter : new SignedParameter(parameter.name(), MASK))
                .toList());
    }

    private static boolean isShown(SignedParameter parameter, List<AuthSecret> secrets) {
        return !parameter.name().contains("password")
                && secrets.stream().noneMatch(secret -> holds(parameter.value(), secret.value()));
    }

    /** A short secret stands in many texts by chance. */
    private static boolean holds(String text, String secret) {
        return text.equals(secret) || (secret.length() >= 8 && text.contains(secret));
    }

    @Override
    public String toString() {
        return "SentParameters[****]";
    }
}
