package io.sessionservice.wire;

import java.util.Map;

/** The two ways in which clients spell parameter names: as the document does, and as the SDKs do on the wire. */
enum Spelling {
    /** {@code applicationId} (seed, Create session) */
    DOCUMENTED,
    /** {@code application_id} (JS SDK 2.23.0, qbAuth.js generateAuthMsg) */
    SDK;

    private static final Map<String, String> DOCUMENTED_TO_SDK =
            Map.of("applicationId", ParameterNames.APPLICATION_ID, "authKey", ParameterNames.AUTH_KEY);

    static Spelling of(String name) {
        return DOCUMENTED_TO_SDK.containsKey(name) ? DOCUMENTED : SDK;
    }

    /** The name as the SDKs spell it; one that is spelled alike in both comes back as it is. */
    static String toSdk(String name) {
        return DOCUMENTED_TO_SDK.getOrDefault(name, name);
    }
}
