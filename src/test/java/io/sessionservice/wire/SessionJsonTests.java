package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class SessionJsonTests {

    private static final SessionFields ORDINARY = new SessionFields(
            "0e7b".repeat(10),
            326,
            92,
            302,
            18945,
            1473075233,
            "1e7b".repeat(10),
            "2012-04-03T07:34:48Z",
            "2012-04-03T07:34:49Z");
    private static final SessionFields EXTREME = new SessionFields(
            "f".repeat(40),
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            0,
            Long.MIN_VALUE,
            -1,
            "0".repeat(40),
            "+1000000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z");

    private final JsonMapper jackson = new JsonMapper();

    static Stream<SessionBody> bodies() {
        return Stream.of(ORDINARY, EXTREME)
                .flatMap(fields -> Stream.of(
                        new SessionBody(fields, fields), new SessionBody(fields, null), new SessionBody(null, fields)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void writesWhatJacksonWould(SessionBody body) {
        assertThat(SessionJson.json(body)).isEqualTo(jackson.writeValueAsString(body));
    }
}
