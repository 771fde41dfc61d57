package io.sessionservice.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.springframework.stereotype.Component;

/**
 * Calls to providers, each within bounds: of time, whatever it does meanwhile; of number, for each application by itself, so that a slow
 * provider costs the logins of its own application alone; and none for a while to a provider that keeps failing.
 *
 * <p>They run on platform threads of their own: looking up a name blocks the thread it is done on, and on a virtual thread would hold a
 * carrier, which all requests share.
 */
@Component
class OutsideCalls implements AutoCloseable {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private record CircuitKey(long applicationId, String name, Instant updatedAt) {}

    private final OutsideClient client;
    private final IdentityProperties properties;
    private final ThreadPoolExecutor threads;
    private final Cache<Long, Semaphore> bulkheads =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();
    private final Cache<CircuitKey, CircuitBreaker> circuits = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
    private final CircuitBreakerConfig circuitConfig;

    OutsideCalls(OutsideClient client, IdentityProperties properties) {
        this.client = client;
        this.properties = properties;
        this.threads = new ThreadPoolExecutor(
                0,
                properties.callsAtOnce(),
                10,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                // not with the class loader of a request, of which Tomcat would warn when it ends
                Thread.ofPlatform()
                        .name("identity-provider-", 0)
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .factory());
        this.circuitConfig = CircuitBreakerConfig.custom()
                .slidingWindowSize(properties.circuitWindow())
                .minimumNumberOfCalls(properties.circuitWindow())
                .failureRateThreshold(50)
                .permittedNumberOfCallsInHalfOpenState(2)
                .waitDurationInOpenState(properties.circuitOpenFor())
                .build();
    }

    /**
     * Sends the request to the provider and makes of the answer what the reader makes of it.
     *
     * @throws ProviderUnavailableException also by the reader, which counts against the provider
     */
    <T> T call(IdentityProvider provider, HttpUriRequestBase request, ProviderAnswer.Reader<T> reader)
            throws ProviderUnavailableException {
        CircuitBreaker circuit = circuits.get(
                new CircuitKey(provider.applicationId().value(), provider.name(), provider.updatedAt()),
                key -> CircuitBreaker.of(key.name(), circuitConfig));
        FutureTask<ProviderAnswer> task = start(provider, request, circuit);
        long started = circuit.getCurrentTimestamp();
        try {
            T read = reader.read(task.get(properties.totalTimeout().toMillis(), TimeUnit.MILLISECONDS));
            circuit.onSuccess(circuit.getCurrentTimestamp() - started, circuit.getTimestampUnit());
            return read;
        } catch (Exception e) {
            request.cancel();
            ProviderUnavailableException failure = failure(e);
            circuit.onError(circuit.getCurrentTimestamp() - started, circuit.getTimestampUnit(), failure);
            throw failure;
        }
    }

    private FutureTask<ProviderAnswer> start(
            IdentityProvider provider, HttpUriRequestBase request, CircuitBreaker circuit)
            throws ProviderUnavailableException {
        Semaphore bulkhead =
                bulkheads.get(provider.applicationId().value(), id -> new Semaphore(properties.callsPerApplication()));
        if (!bulkhead.tryAcquire()) {
            throw ProviderUnavailableException.notCalled("has as many calls of the application's as there may be");
        }
        if (!circuit.tryAcquirePermission()) {
            bulkhead.release();
            throw ProviderUnavailableException.notCalled("is left alone after failures");
        }
        FutureTask<ProviderAnswer> task = new FutureTask<>(() -> client.send(request));
        try {
            // given back when the call has ended, which may be later than when nobody waits for it any more
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    bulkhead.release();
                }
            });
        } catch (RejectedExecutionException e) {
            bulkhead.release();
            circuit.releasePermission();
            throw ProviderUnavailableException.notCalled("not called, for too many calls are running");
        }
        return task;
    }

    /** In a few words of ours: what the client says may quote the address with its parameters. */
    private ProviderUnavailableException failure(Exception e) {
        if (e instanceof ProviderUnavailableException unavailable) {
            return unavailable;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (e instanceof TimeoutException) {
            return new ProviderUnavailableException("took longer than " + properties.totalTimeout());
        }
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new ProviderUnavailableException(
                "not reached: " + cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
