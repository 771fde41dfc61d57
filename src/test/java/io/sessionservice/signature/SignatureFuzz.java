package io.sessionservice.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;

/** Signature texts and parameters of every kind: nothing is thrown, the order does not matter, and what is wrong stays wrong. */
class SignatureFuzz {

    private final SignatureVerifier verifier = new SignatureVerifier();

    @Timeout(5)
    @FuzzTest
    void answersAndThrowsNothing(FuzzedDataProvider data) {
        AuthSecret secret = new AuthSecret(data.consumeString(100));
        String signature = data.consumeString(70);
        List<SignedParameter> parameters = new ArrayList<>();
        for (int count = data.consumeInt(0, 20); count > 0; count--) {
            parameters.add(new SignedParameter(
                    data.pickValue(
                            new String[] {"applicationId", "nonce", "signature", "timestamp", data.consumeString(20)}),
                    data.consumeString(100)));
        }
        String base = SignatureBase.of(parameters);
        List<SignedParameter> shuffled = new ArrayList<>(parameters);
        Collections.shuffle(shuffled, new Random(base.length()));
        assertThat(SignatureBase.of(shuffled)).isEqualTo(base);

        assertThat(verifier.matches(new SignedRequest(signature, List.of(parameters)), secret))
                .isFalse();
        List<SignedParameter> sent = new ArrayList<>(parameters);
        sent.add(new SignedParameter("signature", signature));
        assertThat(SignatureDiagnosis.mistakes(new SentParameters(sent), secret, "key"))
                .isEmpty();
    }
}
