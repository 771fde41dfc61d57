package io.sessionservice.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the signature of an application session's request costs; {@code make jmh}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SignatureBenchmark {

    private final AuthSecret secret = new AuthSecret("bench-secret");
    private final List<SignedParameter> parameters = List.of(
            new SignedParameter("application_id", "92"),
            new SignedParameter("auth_key", "wJHd4cQSxpQGWx5"),
            new SignedParameter("timestamp", "1333438488"),
            new SignedParameter("nonce", "33432"));
    private final String base = SignatureBase.of(parameters);
    private final SignedRequest sha1 = signed(SignatureAlgorithm.SHA1);
    private final SignedRequest sha256 = signed(SignatureAlgorithm.SHA256);
    private final SignatureVerifier verifier = new SignatureVerifier();

    private SignedRequest signed(SignatureAlgorithm algorithm) {
        byte[] mac = SignatureVerifier.hmac(algorithm, secret.value().getBytes(UTF_8), base.getBytes(UTF_8));
        return new SignedRequest(HexFormat.of().formatHex(mac), List.of(parameters));
    }

    @Benchmark
    public Object base() {
        return SignatureBase.of(parameters);
    }

    @Benchmark
    public Object hmacSha1() {
        return SignatureVerifier.hmac(SignatureAlgorithm.SHA1, secret.value().getBytes(UTF_8), base.getBytes(UTF_8));
    }

    @Benchmark
    public boolean verifySha1() {
        return verifier.matches(sha1, secret);
    }

    @Benchmark
    public boolean verifySha256() {
        return verifier.matches(sha256, secret);
    }
}
