package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionId;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ResponseEntity;

class WireHeadersTests {

    @ParameterizedTest
    @CsvSource({
        "2017-03-27T16:26:47Z, 2017-03-27 16:26:47 UTC",
        "2017-03-27T16:26:47.999999Z, 2017-03-27 16:26:47 UTC",
        "2017-12-31T23:59:59Z, 2017-12-31 23:59:59 UTC",
        "2018-01-01T00:00:00Z, 2018-01-01 00:00:00 UTC"
    })
    void tellUntilWhenTheSessionLives(Instant expiresAt, String written) {
        assertThat(expirationDate(expiresAt)).isEqualTo(written);
    }

    private static String expirationDate(Instant expiresAt) {
        Session session = new Session(
                new SessionId(326),
                "35b8f18cdddf42271020f351f1c13469a0c42f68",
                new ApplicationId(92),
                null,
                18945,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                expiresAt);
        return String.valueOf(WireHeaders.live(ResponseEntity.ok(), session)
                .build()
                .getHeaders()
                .getFirst("QB-Token-ExpirationDate"));
    }
}
