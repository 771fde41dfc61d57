package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.refusal.RequestRefusedException;
import io.sessionservice.signature.AuthSecret;
import io.sessionservice.signature.SignatureBases;
import io.sessionservice.signature.SignatureVerifier;
import io.sessionservice.signature.SignedParameter;
import io.sessionservice.signature.SignedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/**
 * What the SDK signs is what is verified here, whatever the values; and with one character changed it is not. Run by
 * {@code make fuzz-sdk}, for it needs Node and the SDK.
 */
class SdkSignatures {

    private static final int COUNT = Integer.getInteger("sdk.requests", 2_000);
    private static final long SEED = Long.getLong("sdk.seed", 20120403);

    private final List<BodyFormat> formats = List.of(new FormFormat(), new JsonFormat(), new MultipartFormat());
    private final CreateSessionReader reader = new CreateSessionReader(new CredentialsReader());
    private final SignatureVerifier verifier = new SignatureVerifier();
    private final Random random = new Random(SEED);
    private final Map<String, Integer> verified = new TreeMap<>();
    private final Map<String, Integer> notUnderstood = new TreeMap<>();
    private int refused;

    @Test
    void areVerifiedAndNothingElseIs() throws Exception {
        SdkRequest.forEach(COUNT, SEED, this::check);

        assertThat(verified.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(COUNT);
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/sdk-signatures.txt"),
                "%,d requests of the SDK (seed %d): every base and signature the same, %s%n%,d changed by a character: all refused%nsigned well, but not to be understood: %s%n"
                        .formatted(COUNT, SEED, verified, refused, notUnderstood));
    }

    private void check(SdkRequest request) {
        List<SignedParameter> sent = read(request);
        SignedRequest signed = understood(request, sent);
        assertThat(SignatureBases.of(signed.readings().getFirst()))
                .as("%s", request)
                .isEqualTo(request.base());
        assertThat(verifier.matches(signed, new AuthSecret(request.secret())))
                .as("%s over %s", request, request.base())
                .isTrue();
        verified.merge(request.kind() + " " + request.hash(), 1, Integer::sum);

        int at = random.nextInt(sent.size());
        List<SignedParameter> changed = new ArrayList<>(sent);
        changed.set(at, changed(sent.get(at)));
        assertRefused(signedBy(changed), request.secret(), request);
        assertRefused(signed, changed(request.secret()), request);
    }

    private List<SignedParameter> read(SdkRequest request) {
        MediaType type = MediaType.parseMediaType(request.contentType());
        return formats.stream()
                .filter(format -> format.reads(type))
                .findFirst()
                .orElseThrow()
                .read(request.body().getBytes(UTF_8), type);
    }

    /** By way of the command, as a request goes; some name a provider and forget its token, and are refused for that alone. */
    private SignedRequest understood(SdkRequest request, List<SignedParameter> sent) {
        try {
            return reader.read(new WireParameters(sent)).signedRequest();
        } catch (RequestRefusedException refusal) {
            assertThat(refusal.parameters()).as("%s", request).containsOnlyKeys("keys[token]");
            notUnderstood.merge(request.kind(), 1, Integer::sum);
            return signedBy(sent);
        }
    }

    private static SignedRequest signedBy(List<SignedParameter> sent) {
        WireParameters parameters = new WireParameters(sent);
        return new SignedRequest(
                Objects.requireNonNull(parameters.find(ParameterNames.SIGNATURE)), parameters.readings());
    }

    private void assertRefused(SignedRequest request, String secret, SdkRequest original) {
        assertThat(verifier.matches(request, new AuthSecret(secret)))
                .as("%s, changed", original)
                .isFalse();
        refused++;
    }

    private SignedParameter changed(SignedParameter parameter) {
        return new SignedParameter(parameter.name(), changed(parameter.value()));
    }

    /** The text with another character in one place. */
    private String changed(String text) {
        int[] characters = text.codePoints().toArray();
        int at = random.nextInt(characters.length);
        characters[at] = characters[at] == '0' ? '1' : '0';
        return new String(characters, 0, characters.length);
    }
}
