package io.sessionservice.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a request's signature against an auth secret. */
public final class SignatureVerifier {

    /**
     * Whether the request was signed with this secret. The algorithm follows from the length of the signature; any of the
     * request's readings may be the one that was signed. Compares in constant time.
     */
    public boolean matches(SignedRequest request, AuthSecret secret) {
        Optional<SignatureAlgorithm> algorithm = request.algorithm();
        if (algorithm.isEmpty() || secret.value().isEmpty()) {
            return false;
        }
        // compared as text: what is no hex is equal to none, and nothing is thrown
        String signature = request.signature().toLowerCase(Locale.ROOT);
        boolean matches = false;
        for (List<SignedParameter> reading : request.readings()) {
            byte[] expected = hmac(algorithm.get(), secret, SignatureBase.of(reading));
            matches |= ConstantTime.equal(HexFormat.of().formatHex(expected), signature);
        }
        return matches;
    }

    static byte[] hmac(SignatureAlgorithm algorithm, AuthSecret secret, String base) {
        return hmac(algorithm, secret.value().getBytes(UTF_8), base.getBytes(UTF_8));
    }

    static byte[] hmac(SignatureAlgorithm algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm.macName());
            mac.init(new SecretKeySpec(key, algorithm.macName()));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            // every JDK must provide both MACs, and any key but an empty one is valid
            throw new IllegalStateException(e);
        }
    }
}
