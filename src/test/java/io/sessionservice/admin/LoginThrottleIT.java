package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient.Answer;
import org.junit.jupiter.api.Test;

class LoginThrottleIT {

    @Test
    void answers429AfterTooManyWrongPasswords() {
        try (Replica replica =
                Replica.start(TestPostgres.newDatabase(), "sessions.admin.limits.failed-logins-per-address=3")) {
            AdminClient wrong = AdminClient.withHeaders(
                    replica.managementPort(), "Authorization", AdminClient.basic("admin", "wrong-password"));
            for (int i = 0; i < 3; i++) {
                assertThat(wrong.get("/applications").status()).isEqualTo(401);
            }
            Answer throttled = wrong.get("/applications");
            assertThat(throttled.status()).isEqualTo(429);
            assertThat(Integer.parseInt(throttled.header("Retry-After"))).isBetween(1, 61);
            assertThat(AdminClient.of(replica).get("/applications").status()).isEqualTo(429);
            assertThat(AdminClient.withHeaders(replica.managementPort())
                            .get("/health")
                            .status())
                    .isEqualTo(200);
        }
    }
}
