package io.sessionservice.wire;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.SignedParameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request: as sent, for the signature, and by their SDK spelling, for everyone else. Each is there once.
 */
final class WireParameters {

    private static final int MAX_PARAMETERS = 64;

    private final List<SignedParameter> asSent;
    private final Map<String, String> bySdkName = new HashMap<>();

    /**
     * @throws RequestRefusedException when there are too many, or one is given twice or in both spellings
     */
    WireParameters(List<SignedParameter> asSent) {
        if (asSent.size() > MAX_PARAMETERS) {
            throw RequestRefusedException.invalidParameter("base", "Too many parameters");
        }
        this.asSent = asSent;
        Map<String, List<String>> repeated = new LinkedHashMap<>();
        for (SignedParameter parameter : asSent) {
            // PostgreSQL cannot hold NUL, and no client means it
            if (parameter.name().indexOf('\0') >= 0 || parameter.value().indexOf('\0') >= 0) {
                throw new RequestRefusedException(RefusalReason.BODY_MALFORMED);
            }
            String name = Spelling.toSdk(parameter.name());
            if (bySdkName.put(name, parameter.value()) != null) {
                repeated.put(name, List.of("is given twice"));
            }
        }
        if (!repeated.isEmpty()) {
            throw RequestRefusedException.invalidParameters(repeated);
        }
    }

    /** The value of the parameter, whatever its spelling was; null when it was not sent. */
    @Nullable
    String find(String sdkName) {
        return bySdkName.get(sdkName);
    }

    /**
     * What the signature may cover: the names as sent, and, where the request is spelled as documented, the SDK's names too,
     * which is what the SDKs' signature guide shows.
     */
    List<List<SignedParameter>> readings() {
        List<SignedParameter> covered = asSent.stream()
                .filter(parameter -> !parameter.name().equals(ParameterNames.SIGNATURE))
                .toList();
        if (covered.stream().noneMatch(parameter -> Spelling.of(parameter.name()) == Spelling.DOCUMENTED)) {
            return List.of(covered);
        }
        List<SignedParameter> inSdkSpelling = covered.stream()
                .map(parameter -> new SignedParameter(Spelling.toSdk(parameter.name()), parameter.value()))
                .toList();
        return List.of(covered, inSdkSpelling);
    }

    @Override
    public String toString() {
        return "WireParameters[****]";
    }
}
