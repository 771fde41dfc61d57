package io.sessionservice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.UtilityElf;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolThreadsTests {

    private final PoolThreads threads = new PoolThreads();

    @AfterEach
    void end() {
        threads.destroy();
    }

    @Test
    void areThoseOfThePool() {
        try (HikariDataSource pool = new HikariDataSource()) {
            threads.postProcessBeforeInitialization(pool, "dataSource");
            assertThat(pool.getThreadFactory()).isSameAs(threads);
        }
    }

    @Test
    void endThePauseAfterAFailedAttempt() throws InterruptedException {
        Thread pausing = threads.newThread(() -> UtilityElf.quietlySleep(60_000));
        pausing.start();
        assertThat(pausing.join(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void areLeftAloneInAnAttempt() throws InterruptedException {
        CompletableFuture<Boolean> undisturbed = new CompletableFuture<>();
        threads.newThread(() -> undisturbed.complete(waits(PoolThreads.LONGEST_PAUSE.multipliedBy(3))))
                .start();
        assertThat(undisturbed.join()).isTrue();
    }

    private static boolean waits(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
