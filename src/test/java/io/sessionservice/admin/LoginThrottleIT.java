package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sessionservice.support.AdminClient;
import io.sessionservice.support.Replica;
import io.sessionservice.support.TestPostgres;
import io.sessionservice.support.WireClient.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginThrottleIT {

    private @Nullable Replica started;

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Test
    void answers429AfterTooManyWrongPasswordsFromAnAddress() {
        Replica replica = start("sessions.admin.limits.failed-logins-per-address=3");
        AdminClient wrong = wrong(replica);
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

    @Test
    void anOpenRouteMakesNoAddressTrusted() {
        Replica replica = start("sessions.admin.limits.failed-logins-per-name=2");
        AdminClient stranger = AdminClient.withHeaders(replica.managementPort(), "Authorization", "Digest nonsense");
        assertThat(stranger.get("/health").status()).isEqualTo(200);
        AdminClient wrong = wrong(replica);
        wrong.get("/applications");
        wrong.get("/applications");
        assertThat(wrong.get("/applications").status()).isEqualTo(429);
    }

    @Test
    void whoHasLoggedInIsNotLockedOutByItsName() {
        Replica replica = start("sessions.admin.limits.failed-logins-per-name=2");
        assertThat(AdminClient.of(replica).get("/applications").status()).isEqualTo(200);
        AdminClient wrong = wrong(replica);
        for (int i = 0; i < 3; i++) {
            assertThat(wrong.get("/applications").status()).isEqualTo(401);
        }
        assertThat(AdminClient.of(replica).get("/applications").status()).isEqualTo(200);
    }

    private Replica start(String setting) {
        Replica replica = Replica.start(TestPostgres.newDatabase(), setting);
        started = replica;
        return replica;
    }

    private static AdminClient wrong(Replica replica) {
        return AdminClient.withHeaders(
                replica.managementPort(), "Authorization", AdminClient.basic("admin", "wrong-password"));
    }
}
