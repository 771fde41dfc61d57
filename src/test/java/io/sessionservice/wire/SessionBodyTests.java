package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.session.Session;
import io.sessionservice.session.SessionId;
import io.sessionservice.session.SessionToken;
import io.sessionservice.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SessionBodyTests {

    private static final SessionToken TOKEN = new SessionToken("1e7bc99d85c0eb2bf062be3d29d3df523081e874");

    private static final String FIELDS = """
            "_id":"35b8f18cdddf42271020f351f1c13469a0c42f68","id":326,"application_id":92,"user_id":302,\
            "nonce":18945,"ts":1473075233,"token":"1e7bc99d85c0eb2bf062be3d29d3df523081e874",\
            "created_at":"2012-04-03T07:34:48Z","updated_at":"2012-04-03T07:35:12Z\"""";

    private final JsonMapper json = new JsonMapper();

    @Test
    void carriesTheSessionBareAndWrappedForBoth() {
        assertThat(write(Envelope.BOTH)).isEqualTo("{" + FIELDS + ",\"session\":{" + FIELDS + "}}");
    }

    @Test
    void carriesTheSessionBareAsDocumented() {
        assertThat(write(Envelope.BARE)).isEqualTo("{" + FIELDS + "}");
    }

    @Test
    void carriesTheSessionWrappedAsTheSdksReadIt() {
        assertThat(write(Envelope.SESSION)).isEqualTo("{\"session\":{" + FIELDS + "}}");
    }

    @Test
    void writesNoUserAsZero() {
        assertThat(json.readTree(json.writeValueAsString(SessionBody.of(Envelope.BARE, session(null), TOKEN)))
                        .get("user_id")
                        .longValue())
                .isZero();
    }

    private String write(Envelope envelope) {
        return json.writeValueAsString(SessionBody.of(envelope, session(new UserId(302)), TOKEN));
    }

    private static Session session(@Nullable UserId userId) {
        return new Session(
                new SessionId(326),
                "35b8f18cdddf42271020f351f1c13469a0c42f68",
                new ApplicationId(92),
                userId,
                18945,
                Instant.ofEpochSecond(1473075233),
                Instant.parse("2012-04-03T07:34:48.123456Z"),
                Instant.parse("2012-04-03T07:35:12.999999Z"),
                Instant.parse("2012-04-03T09:35:12Z"));
    }
}
