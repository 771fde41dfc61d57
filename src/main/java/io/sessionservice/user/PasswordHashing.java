package io.sessionservice.user;

import io.sessionservice.refusal.RefusalReason;
import io.sessionservice.refusal.RequestRefusedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Slow on purpose, and therefore behind a bound. Hashes run on platform threads of their own: on a virtual thread each would
 * hold a carrier for its whole length, and reads would queue behind logins. Nothing here holds a database connection.
 */
@Component
class PasswordHashing implements AutoCloseable {

    private final PasswordEncoder encoder;
    private final HashingProperties properties;
    private final ThreadPoolExecutor threads;

    PasswordHashing(PasswordEncoder encoder, HashingProperties properties) {
        int size = properties.threadsOr(Runtime.getRuntime().availableProcessors());
        this.encoder = encoder;
        this.properties = properties;
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(properties.queueSize()),
                // not with the class loader of a request, of which Tomcat would warn when it ends
                Thread.ofPlatform()
                        .name("password-hashing-", 0)
                        .daemon()
                        .inheritInheritableThreadLocals(false)
                        .factory());
    }

    /** @throws RequestRefusedException with {@link RefusalReason#UNAVAILABLE} when the bound is reached */
    boolean matches(String password, String encoded) {
        return bounded(() -> encoder.matches(password, encoded));
    }

    /** @throws RequestRefusedException with {@link RefusalReason#UNAVAILABLE} when the bound is reached */
    String encode(String password) {
        return bounded(() -> encoder.encode(password));
    }

    /** Whether a password that is encoded so would be encoded better today. */
    boolean isOutdated(String encoded) {
        return encoder.upgradeEncoding(encoded);
    }

    private <T> T bounded(Callable<T> hash) {
        FutureTask<T> task = new FutureTask<>(hash);
        try {
            threads.execute(task);
            return task.get(properties.maxWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            abandon(task);
            throw new RequestRefusedException(RefusalReason.UNAVAILABLE);
        } catch (InterruptedException e) {
            abandon(task);
            Thread.currentThread().interrupt();
            throw new RequestRefusedException(RefusalReason.UNAVAILABLE);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** A login that nobody waits for any more leaves the queue, so that it takes no one's turn. */
    private void abandon(FutureTask<?> task) {
        task.cancel(true);
        threads.remove(task);
    }

    /** Hashes being computed. */
    int running() {
        return threads.getActiveCount();
    }

    /** Logins that wait for a thread. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** Hashes that can be computed at once. */
    int size() {
        return threads.getMaximumPoolSize();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
