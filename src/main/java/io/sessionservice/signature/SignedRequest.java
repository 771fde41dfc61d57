package io.sessionservice.signature;

import java.util.List;
import java.util.Optional;

/**
 * A request as sent, with the signature that is to cover it: what is verified is what was received, not what was understood.
 *
 * @param signature as sent: hex digits of either case
 * @param readings the parameters without the signature, once for each naming the signature may cover, the naming as sent first
 */
public record SignedRequest(String signature, List<List<SignedParameter>> readings) {

    /** The algorithm that made a signature of this length, or empty when none does. */
    public Optional<SignatureAlgorithm> algorithm() {
        return SignatureAlgorithm.ofHexDigits(signature.length());
    }

    @Override
    public String toString() {
        return "SignedRequest[****]";
    }
}
