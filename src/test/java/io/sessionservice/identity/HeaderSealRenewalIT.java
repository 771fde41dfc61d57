package io.sessionservice.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.sessionservice.application.Application;
import io.sessionservice.platform.Purge;
import io.sessionservice.support.TestPostgres;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys that seal providers' headers change, and the providers are sent the same headers as before. */
class HeaderSealRenewalIT {

    private static final String K1 = "k1:MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";
    private static final String K2 = "k2:MjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjI=";

    private final JdbcConnectionDetails database = TestPostgres.newDatabase();
    private final WireMockServer provider = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        provider.start();
        provider.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"1\"}")));
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    private IdentityWorld sealedWith(String keys) {
        return new IdentityWorld(database, "sessions.sealing.keys=" + keys, "sessions.purge.interval=1h");
    }

    @Test
    void aNewSealingKeyReplacesTheFormerOneOnline() {
        List<Application> applications = new ArrayList<>();
        try (IdentityWorld world = sealedWith(K1)) {
            for (int i = 0; i < 3; i++) {
                Application application = world.register();
                applications.add(application);
                assertThat(world.configure(application, """
                                {"kind": "HTTP", "url": "http://localhost:%d/verify", "subject": "id",
                                 "secretHeader": {"name": "X-Api-Key", "secret": "secret of %d"}}
                                """.formatted(provider.port(), i))
                                .status())
                        .isEqualTo(200);
            }
        }
        assertThatThrownBy(() -> sealedWith(K2).close())
                .hasStackTraceContaining("sessions.sealing.keys")
                .hasStackTraceContaining("'k1'");
        try (IdentityWorld world = sealedWith(K2 + "," + K1)) {
            assertEachIsSentItsHeader(world, applications);
            Instant now = world.replica.bean(Clock.class).instant();
            Purge headers = renewal(world, "old-header-seals");
            // as if a replica had died after the first batch
            assertThat(headers.purgeBatch(now, 2)).isEqualTo(2);
            assertThat(seals(world)).contains("k1", "k2");
            assertEachIsSentItsHeader(world, applications);
            assertThat(headers.purgeBatch(now, 2)).isEqualTo(1);
            assertThat(headers.purgeBatch(now, 2)).isZero();
            assertThat(seals(world)).containsOnly("k2");
            assertThat(world.admin.get("/auditevents?type=sensitive_update").body())
                    .contains("headers of 2 identity providers sealed with key 'k2'");
            while (renewal(world, "old-seals").purgeBatch(now, 100) > 0) {
                // the applications' own secrets, without which the former key would be wanted still
            }
        }
        try (IdentityWorld world = sealedWith(K2)) {
            assertEachIsSentItsHeader(world, applications);
        }
    }

    private void assertEachIsSentItsHeader(IdentityWorld world, List<Application> applications) {
        for (int i = 0; i < applications.size(); i++) {
            provider.resetRequests();
            assertThat(world.login(applications.get(i), "token").status()).isEqualTo(201);
            assertThat(provider.getAllServeEvents().getFirst().getRequest().getHeader("X-Api-Key"))
                    .isEqualTo("secret of " + i);
        }
    }

    private static Purge renewal(IdentityWorld world, String name) {
        return world.replica.beans(Purge.class).stream()
                .filter(purge -> purge.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> seals(IdentityWorld world) {
        return world.replica
                .bean(JdbcClient.class)
                .sql("SELECT split_part(secret_header_value, ':', 1) FROM identity_providers")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
