package io.sessionservice.wire;

import static io.sessionservice.wire.WireRefusals.assertInvalid;
import static io.sessionservice.wire.WireRefusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.application.AuthKey;
import io.sessionservice.session.CreateSession;
import io.sessionservice.signature.SignedRequest;
import io.sessionservice.user.Credentials;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateSessionReaderTests {

    private static final String SHA1 = "b885b70bb732c98a83bcd5911f67d9eae54dc96b";

    private final CreateSessionReader reader = new CreateSessionReader(new CredentialsReader());

    @Test
    void readsRequestForApplicationSession() {
        WireParameters parameters = TestParameters.valid().build();

        assertThat(reader.read(parameters))
                .isEqualTo(new CreateSession(
                        new ApplicationId(92),
                        new AuthKey("wJHd4cQSxpQGWx5"),
                        Instant.parse("2012-04-03T07:34:48Z"),
                        33432,
                        new SignedRequest(SHA1, parameters.readings()),
                        null,
                        null));
    }

    @Test
    void readsRequestSpelledAsDocumented() {
        CreateSession request = reader.read(TestParameters.validAsDocumented().build());

        assertThat(request.applicationId()).isEqualTo(new ApplicationId(92));
        assertThat(request.authKey()).isEqualTo(new AuthKey("wJHd4cQSxpQGWx5"));
        assertThat(request.signedRequest().readings()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application_id", "auth_key", "timestamp", "nonce", "signature"})
    void requiresEachOfTheFive(String name) {
        assertRefuses(name, "is required", TestParameters.valid().without(name));
        assertRefuses(name, "is required", TestParameters.valid().with(name, ""));
    }

    @Test
    void asksForAllFiveAtOnceInTheOrderOfTheDocument() {
        assertThat(refusal(() -> reader.read(new WireParameters(List.of()))).parameters())
                .containsExactly(
                        entry("application_id", List.of("is required")),
                        entry("auth_key", List.of("is required")),
                        entry("timestamp", List.of("is required")),
                        entry("nonce", List.of("is required")),
                        entry("signature", List.of("is required")));
    }

    @Test
    void namesParametersAsTheSdksDoHoweverTheyWereSpelled() {
        assertRefuses(
                "application_id",
                "is not a number",
                TestParameters.validAsDocumented().with("applicationId", "ninety-two"));
    }

    @ParameterizedTest
    @CsvSource({
        "application_id, 0, is out of range",
        "application_id, -1, is out of range",
        "application_id, 9223372036854775808, is out of range",
        "application_id, 92.0, is not a number",
        "timestamp, 1333438488.5, is not a number",
        "timestamp, 1.3e9, is not a number",
        "timestamp, 31556889864403200, is out of range",
        "timestamp, -31557014167219201, is out of range",
        "timestamp, 2012-04-03T07:34:48Z, is not a number",
        "nonce, 1.0, is not a number",
        "nonce, abc, is not a number",
        "nonce, 9223372036854775808, is out of range",
        "nonce, -9223372036854775809, is out of range"
    })
    void refusesWhatIsNoNumberOfItsRange(String name, String value, String problem) {
        assertRefuses(name, problem, TestParameters.valid().with(name, value));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void takesNoncesOf64SignedBits(long nonce) {
        assertThat(reader.read(TestParameters.valid()
                                .with("nonce", Long.toString(nonce))
                                .build())
                        .nonce())
                .isEqualTo(nonce);
    }

    @ParameterizedTest
    @ValueSource(longs = {-31557014167219200L, 0, 31556889864403199L})
    void takesTimestampsThatAreInstants(long timestamp) {
        assertThat(reader.read(TestParameters.valid()
                                .with("timestamp", Long.toString(timestamp))
                                .build())
                        .timestamp())
                .isEqualTo(Instant.ofEpochSecond(timestamp));
    }

    @Test
    void takesSignaturesOfEitherCaseAndLengthAsSent() {
        String mixed = SHA1.substring(0, 20).toUpperCase(Locale.ROOT) + SHA1.substring(20);
        String sha256 = "d3460ace577e58b6cb27c57a4253e10664183f5b6a882f41e7e7229255c1d49c";

        assertThat(signatureOf(TestParameters.valid().with("signature", mixed))).isEqualTo(mixed);
        assertThat(signatureOf(TestParameters.valid().with("signature", sha256)))
                .isEqualTo(sha256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "b885b70bb732c98a83bcd5911f67d9eae54dc96",
                "b885b70bb732c98a83bcd5911f67d9eae54dc96b0",
                "b885b70bb732c98a83bcd5911f67d9eae54dc96g",
                " b885b70bb732c98a83bcd5911f67d9eae54dc96b",
                "b885b70bb732c98a83bcd5911f67d9eae54dc96b\n",
                "b885b70bb732c98a83bcd5911f67d9eae54dc96ｂ"
            })
    void refusesWhatIsNoSignature(String signature) {
        assertRefuses("signature", "is not a signature", TestParameters.valid().with("signature", signature));
    }

    @Test
    void readsLoginAndPassword() {
        assertThat(credentialsOf(
                        TestParameters.valid().with("user[login]", "alice").with("user[password]", "pass-word")))
                .isEqualTo(Credentials.ofLogin("alice", "pass-word"));
    }

    @Test
    void readsEmailAndPassword() {
        assertThat(credentialsOf(TestParameters.valid()
                        .with("user[email]", "alice@example.org")
                        .with("user[password]", "pass-word")))
                .isEqualTo(Credentials.ofEmail("alice@example.org", "pass-word"));
    }

    @Test
    void takesEmptyCredentialsForNone() {
        assertThat(credentialsOf(TestParameters.valid()
                        .with("user[login]", "")
                        .with("user[email]", "")
                        .with("user[password]", "")))
                .isNull();
    }

    @Test
    void requiresPasswordWithLoginOrEmail() {
        assertRefuses("user[password]", "is required", TestParameters.valid().with("user[login]", "alice"));
        assertRefuses("user[password]", "is required", TestParameters.valid().with("user[email]", "a@example.org"));
    }

    @Test
    void requiresLoginWithPassword() {
        assertRefuses("user[login]", "is required", TestParameters.valid().with("user[password]", "pass-word"));
    }

    @Test
    void takesNoCredentialsFromTheNamesOfTheLoginRoute() {
        assertThat(credentialsOf(TestParameters.valid().with("login", "alice").with("password", "pass-word")))
                .isNull();
    }

    @Test
    void signsParametersThatItDoesNotKnow() {
        SignedRequest signed = reader.read(
                        TestParameters.valid().with("device[platform]", "ios").build())
                .signedRequest();

        assertThat(signed.readings().getFirst())
                .extracting("name")
                .containsExactly("application_id", "auth_key", "timestamp", "nonce", "device[platform]");
    }

    private void assertRefuses(String name, String problem, TestParameters parameters) {
        assertInvalid(name, problem, () -> reader.read(parameters.build()));
    }

    private String signatureOf(TestParameters parameters) {
        return reader.read(parameters.build()).signedRequest().signature();
    }

    private @Nullable Credentials credentialsOf(TestParameters parameters) {
        return reader.read(parameters.build()).credentials();
    }
}
