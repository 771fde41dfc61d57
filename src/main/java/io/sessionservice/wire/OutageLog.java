package io.sessionservice.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says that the database cannot serve, once a second at most: with it away every request would be a line. */
@Component
class OutageLog {

    private static final Logger log = LoggerFactory.getLogger(OutageLog.class);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - INTERVAL);
    private final AtomicLong unsaid = new AtomicLong();

    void note(Exception failure) {
        unsaid.incrementAndGet();
        long last = lastLine.get();
        long now = System.nanoTime();
        if (now - last >= INTERVAL && lastLine.compareAndSet(last, now)) {
            log.warn(
                    "PostgreSQL cannot serve, requests answered 503: {}; {}",
                    unsaid.getAndSet(0),
                    failure.getMessage());
        }
    }
}
