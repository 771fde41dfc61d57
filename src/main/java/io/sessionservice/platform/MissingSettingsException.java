package io.sessionservice.platform;

import java.util.List;

/** The service cannot start: settings that it needs are not there. */
class MissingSettingsException extends RuntimeException {

    private final List<String> names;

    /** @param names in the form of environment variables */
    MissingSettingsException(List<String> names) {
        super("Missing settings: " + String.join(", ", names));
        this.names = names;
    }

    List<String> names() {
        return names;
    }
}
