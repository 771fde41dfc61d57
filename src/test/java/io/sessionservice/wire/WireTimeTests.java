package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTimeTests {

    @ParameterizedTest
    @CsvSource({
        "2012-04-03T07:34:48Z, 2012-04-03T07:34:48Z",
        "2012-04-03T07:34:00Z, 2012-04-03T07:34:00Z",
        "2012-04-03T00:00:00Z, 2012-04-03T00:00:00Z",
        "2012-04-03T07:34:48.999999999Z, 2012-04-03T07:34:48Z",
        "2012-04-03T09:34:48+02:00, 2012-04-03T07:34:48Z"
    })
    void isWrittenInWholeSecondsOfUtc(Instant instant, String written) {
        assertThat(WireTime.format(instant)).isEqualTo(written);
    }
}
