package io.sessionservice;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Which room may import which stands in each {@code package-info}. */
class ModularityTests {

    @Test
    void roomsImportOnlyWhatTheyDeclare() {
        ApplicationModules.of(SessionServiceApplication.class).verify();
    }
}
