package io.sessionservice.wire;

import static io.sessionservice.wire.WireRefusals.assertInvalid;
import static io.sessionservice.wire.WireRefusals.assertMalformed;
import static io.sessionservice.wire.WireRefusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.signature.SignedParameter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireParametersTests {

    @ParameterizedTest
    @CsvSource({
        "application_id, application_id",
        "applicationId, application_id",
        "auth_key, auth_key",
        "authKey, auth_key",
        "nonce, nonce",
        "user[login], user[login]"
    })
    void findsParameterInEitherSpelling(String sent, String sdkName) {
        assertThat(parameters(sent + "=x").find(sdkName)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"applicationId", "authKey", "Application_id", "application_id ", "applicationid", "nonce"})
    void findsNothingUnderOtherNames(String name) {
        assertThat(parameters("application_id=92", "auth_key=x").find(name)).isNull();
    }

    @Test
    void tellsEmptyFromAbsent() {
        assertThat(parameters("nonce=").find("nonce")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "nonce, nonce, nonce",
        "application_id, application_id, application_id",
        "applicationId, applicationId, application_id",
        "applicationId, application_id, application_id",
        "auth_key, authKey, auth_key",
        "user[login], user[login], user[login]",
        "signature, signature, signature",
        "provider, provider, provider",
        "'', '', ''"
    })
    void refusesParameterGivenTwice(String first, String second, String reported) {
        assertInvalid(reported, "is given twice", () -> parameters(first + "=1", second + "=2"));
        assertInvalid(reported, "is given twice", () -> parameters(first + "=1", second + "=1"));
    }

    @Test
    void namesAllParametersGivenTwice() {
        assertThat(refusal(() -> parameters("nonce=1", "authKey=x", "nonce=2", "timestamp=3", "auth_key=y", "nonce=4"))
                        .parameters())
                .containsOnlyKeys("nonce", "auth_key");
    }

    @Test
    void takes64Parameters() {
        assertThat(many(64).find("p63")).isEqualTo("x");
    }

    @Test
    void refuses65Parameters() {
        assertInvalid("base", "Too many parameters", () -> many(65));
    }

    @Test
    void refusesNulInNamesAndValues() {
        assertMalformed(() -> parameters("nonce=1\0"));
        assertMalformed(() -> parameters("\0nonce=1"));
    }

    @Test
    void readsAsSentWhenSpelledAsTheSdksDo() {
        assertThat(parameters("timestamp=2", "application_id=92", "signature=ff", "nonce=1")
                        .readings())
                .containsExactly(asSent("timestamp=2", "application_id=92", "nonce=1"));
    }

    @Test
    void readsInBothSpellingsWhenSpelledAsDocumented() {
        assertThat(parameters("timestamp=2", "applicationId=92", "authKey=x", "signature=ff")
                        .readings())
                .containsExactly(
                        asSent("timestamp=2", "applicationId=92", "authKey=x"),
                        asSent("timestamp=2", "application_id=92", "auth_key=x"));
    }

    @Test
    void readsInBothSpellingsWhenOneNameIsSpelledAsDocumented() {
        assertThat(parameters("application_id=92", "authKey=x").readings())
                .containsExactly(asSent("application_id=92", "authKey=x"), asSent("application_id=92", "auth_key=x"));
    }

    @Test
    void leavesOutNothingButTheSignature() {
        assertThat(parameters("Signature=1", "signature[]=2", "signature=3", "device[platform]=ios")
                        .readings())
                .containsExactly(asSent("Signature=1", "signature[]=2", "device[platform]=ios"));
    }

    @Test
    void isNotPrinted() {
        assertThat(parameters("user[password]=secret-word")).hasToString("WireParameters[****]");
    }

    private static WireParameters parameters(String... pairs) {
        return new WireParameters(asSent(pairs));
    }

    private static List<SignedParameter> asSent(String... pairs) {
        return Arrays.stream(pairs)
                .map(pair -> pair.split("=", 2))
                .map(pair -> new SignedParameter(pair[0], pair[1]))
                .toList();
    }

    private static WireParameters many(int count) {
        return new WireParameters(IntStream.range(0, count)
                .mapToObj(i -> new SignedParameter("p" + i, "x"))
                .toList());
    }
}
