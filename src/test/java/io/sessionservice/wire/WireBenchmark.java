package io.sessionservice.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionToken;
import io.sessionservice.user.UserId;
import java.time.Instant;
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
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What it costs to read the parameters of a request and to write a session; {@code make jmh}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class WireBenchmark {

    private static final Instant TIME = Instant.parse("2012-04-03T07:34:48Z");

    private final byte[] form =
            ("application_id=92&auth_key=wJHd4cQSxpQGWx5&timestamp=1333438488&nonce=33432&signature="
                            + "b885b70bb732c98a83bcd5911f67d9eae54dc96b")
                    .getBytes(UTF_8);
    private final FormFormat format = new FormFormat();
    private final CreateSessionReader reader = new CreateSessionReader(new CredentialsReader());
    private final SessionToken token = new SessionToken("0123456789abcdef0123456789abcdef01234567");
    private final Session session = new Session(
            new SessionId(326),
            "89abcdef0123456789abcdef0123456789abcdef",
            new ApplicationId(92),
            new UserId(302),
            33432,
            TIME,
            TIME,
            TIME,
            TIME.plusSeconds(7200));
    private final JsonMapper json = JsonMapper.builder().build();

    @Benchmark
    public Object readForm() {
        return format.read(form, MediaType.APPLICATION_FORM_URLENCODED);
    }

    @Benchmark
    public Object readFormToCommand() {
        return reader.read(new WireParameters(format.read(form, MediaType.APPLICATION_FORM_URLENCODED)));
    }

    @Benchmark
    public byte[] writeSession() {
        return SessionJson.bytes(SessionBody.of(Envelope.BOTH, session, token));
    }

    /** As it would be without code of its own. */
    @Benchmark
    public byte[] writeSessionByJackson() {
        return json.writeValueAsBytes(SessionBody.of(Envelope.BOTH, session, token));
    }
}
