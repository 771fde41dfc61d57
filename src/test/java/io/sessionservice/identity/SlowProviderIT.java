package io.sessionservice.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.sessionservice.application.Application;
import io.sessionservice.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A provider that takes ten seconds harms the logins of its own application alone. What others' requests take, without and with it, is
 * written to {@code target/slow-provider.txt}; {@code -Dslow-provider.requests} for more of them.
 */
@Isolated("judges times")
class SlowProviderIT {

    private static final int REQUESTS = Integer.getInteger("slow-provider.requests", 100);
    private static final int CLIENTS = 4;
    private static final int HARMED = 64;

    private static WireMockServer slow;
    private static IdentityWorld world;

    @BeforeAll
    static void start() {
        slow = new WireMockServer(options().dynamicPort().containerThreads(200));
        slow.start();
        slow.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"1\"}").withFixedDelay(10_000)));
        world = new IdentityWorld("sessions.identity.circuit-window=1000");
    }

    @AfterAll
    static void stop() {
        world.close();
        slow.stop();
    }

    @Test
    void harmsItsOwnApplicationAlone() throws Exception {
        Application harmed = world.register();
        world.configure(
                harmed,
                "{\"kind\": \"HTTP\", \"url\": \"http://localhost:%d/\", \"subject\": \"id\"}".formatted(slow.port()));
        Application other = world.register();
        String token = world.open(other, Map.of()).token();
        IntSupplier post = () -> world.open(other, Map.of()).status();
        IntSupplier get = () -> world.client.get("/session.json", token).status();
        // whatever is slow the first time
        latencies(post, 201, REQUESTS / 2);
        latencies(get, 200, REQUESTS / 2);
        List<String> figures = new ArrayList<>();
        long[] postAlone = latencies(post, 201, REQUESTS);
        long[] getAlone = latencies(get, 200, REQUESTS);

        CountDownLatch measured = new CountDownLatch(1);
        AtomicInteger refused = new AtomicInteger();
        try (ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> pressing = new ArrayList<>();
            for (int i = 0; i < HARMED; i++) {
                pressing.add(logins.submit(() -> {
                    do {
                        assertThat(world.login(harmed, "token").status()).isEqualTo(503);
                        refused.incrementAndGet();
                        // clients that heed Retry-After
                    } while (!measured.await(1, TimeUnit.SECONDS));
                    return null;
                }));
            }
            long[] postBeside;
            long[] getBeside;
            try {
                // those that the provider keeps waiting are, before anybody is measured
                Await.until(() ->
                        slow.countRequestsMatching(anyRequestedFor(anyUrl()).build())
                                                .getCount()
                                        >= 8
                                && refused.get() > 0);
                postBeside = latencies(post, 201, REQUESTS);
                getBeside = latencies(get, 200, REQUESTS);
            } finally {
                measured.countDown();
            }
            for (Future<?> each : pressing) {
                each.get();
            }
            figures.add(figure("POST", postAlone, postBeside));
            figures.add(figure("GET", getAlone, getBeside));
            write(figures);
            assertThat(percentile(postBeside, 99)).as(figures.toString()).isLessThan(3_000_000);
            assertThat(percentile(getBeside, 99)).as(figures.toString()).isLessThan(3_000_000);
        }
        assertThat(refused.get()).isGreaterThanOrEqualTo(HARMED);
        // eight calls at a time, each given up after four seconds: most logins were not made to wait for their 503
        assertThat(slow.getAllServeEvents()).isNotEmpty();
    }

    /** In microseconds, sorted. */
    private static long[] latencies(IntSupplier request, int expected, int each) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<long[]>> measured = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                measured.add(clients.submit(() -> {
                    long[] taken = new long[each];
                    for (int i = 0; i < each; i++) {
                        long started = System.nanoTime();
                        assertThat(request.getAsInt()).isEqualTo(expected);
                        taken[i] = (System.nanoTime() - started) / 1_000;
                    }
                    return taken;
                }));
            }
            long[] all = new long[0];
            for (Future<long[]> one : measured) {
                long[] taken = one.get();
                all = Arrays.copyOf(all, all.length + taken.length);
                System.arraycopy(taken, 0, all, all.length - taken.length, taken.length);
            }
            Arrays.sort(all);
            return all;
        }
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static String figure(String method, long[] alone, long[] beside) {
        return "%s /session.json of another application, %d requests by %d clients: p50 %d µs alone, %d µs beside; p99 %d µs alone, %d µs beside"
                .formatted(
                        method,
                        alone.length,
                        CLIENTS,
                        percentile(alone, 50),
                        percentile(beside, 50),
                        percentile(alone, 99),
                        percentile(beside, 99));
    }

    private static void write(List<String> figures) throws IOException {
        Files.writeString(Path.of("target/slow-provider.txt"), String.join("\n", figures) + "\n");
    }
}
