package io.sessionservice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTests {

    /** The second half: names that the document and the SDKs spell alike, or that nobody documented. */
    @ParameterizedTest
    @CsvSource({
        "applicationId, DOCUMENTED, application_id",
        "authKey, DOCUMENTED, auth_key",
        "application_id, SDK, application_id",
        "auth_key, SDK, auth_key",
        "timestamp, SDK, timestamp",
        "nonce, SDK, nonce",
        "userId, SDK, userId",
        "ApplicationId, SDK, ApplicationId"
    })
    void tellsSpellingOfNames(String name, Spelling spelling, String sdkName) {
        assertThat(Spelling.of(name)).isEqualTo(spelling);
        assertThat(Spelling.toSdk(name)).isEqualTo(sdkName);
    }
}
