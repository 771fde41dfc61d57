package io.sessionservice.signature;

import java.util.List;

/** Shows tests of other rooms the text that a signature covers. */
public final class SignatureBases {

    private SignatureBases() {}

    public static String of(List<SignedParameter> reading) {
        return SignatureBase.of(reading);
    }
}
