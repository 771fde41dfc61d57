package io.sessionservice.wire;

import io.sessionservice.signature.SignedParameter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a request, valid to start with; a test breaks one thing. */
final class TestParameters {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private TestParameters() {}

    /** A request for an application session, spelled as the SDKs do. */
    static TestParameters valid() {
        return new TestParameters()
                .with("application_id", "92")
                .with("auth_key", "wJHd4cQSxpQGWx5")
                .with("timestamp", "1333438488")
                .with("nonce", "33432")
                .with("signature", "b885b70bb732c98a83bcd5911f67d9eae54dc96b");
    }

    /** The same, spelled as documented. */
    static TestParameters validAsDocumented() {
        return valid().without("application_id")
                .without("auth_key")
                .with("applicationId", "92")
                .with("authKey", "wJHd4cQSxpQGWx5");
    }

    TestParameters with(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    TestParameters without(String name) {
        parameters.remove(name);
        return this;
    }

    WireParameters build() {
        return new WireParameters(parameters.entrySet().stream()
                .map(parameter -> new SignedParameter(parameter.getKey(), parameter.getValue()))
                .toList());
    }
}
