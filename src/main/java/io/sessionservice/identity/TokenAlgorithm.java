package io.sessionservice.identity;

import com.nimbusds.jose.JWSAlgorithm;

/**
 * Signatures of tokens that can be allowed (RFC 7518, 3.1): those with a public key. None with a shared key is among them, so that no
 * public key can be mistaken for one (RFC 8725, 2.1), and "none" is not either.
 */
public enum TokenAlgorithm {
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512;

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }
}
