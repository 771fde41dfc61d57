package io.sessionservice.session;

import java.security.SecureRandom;
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

/** What a token costs to make and to digest; {@code make jmh}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TokenBenchmark {

    private final SecureRandom random = new SecureRandom();
    private final TokenMinter minter = new TokenMinter(size -> {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    });
    private final SessionToken token = minter.mint();
    private final byte[] digest = TokenDigest.of(token);

    @Benchmark
    public Object mint() {
        return minter.mint();
    }

    @Benchmark
    public Object digest() {
        return TokenDigest.of(token);
    }

    @Benchmark
    public Object fingerprint() {
        return TokenDigest.fingerprint(digest);
    }
}
