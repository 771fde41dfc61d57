package io.sessionservice.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * The pool's own threads, which are not left asleep for long. HikariCP 7 doubles the pause after each connection that it could not
 * open, up to five seconds, and nothing shortens it: PostgreSQL would be back, and requests turned away. An interrupt ends the
 * pause, and the next request that waits begins anew with a short one.
 */
@Component
class PoolThreads implements ThreadFactory, BeanPostProcessor, DisposableBean {

    /** Well below the second that a request waits for a connection. */
    static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService waker =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    PoolThreads() {
        waker.scheduleWithFixedDelay(
                this::wake, LONGEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            pool.setThreadFactory(this);
        }
        return bean;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = Thread.ofPlatform().name("postgresql-pool").daemon().unstarted(work);
        threads.add(thread);
        return thread;
    }

    private void wake() {
        threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
        threads.stream().filter(PoolThreads::isPausing).forEach(Thread::interrupt);
    }

    /** An attempt that is under way waits too, and is left alone. */
    private static boolean isPausing(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("quietlySleep"));
    }

    @Override
    public void destroy() {
        waker.shutdownNow();
    }
}
