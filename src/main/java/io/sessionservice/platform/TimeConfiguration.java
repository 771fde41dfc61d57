package io.sessionservice.platform;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class TimeConfiguration {

    /** Ticks in microseconds, the precision that PostgreSQL keeps: what is answered now and what is read back are equal. */
    @Bean
    Clock clock() {
        return systemClock();
    }

    /** For what runs without a context. */
    public static Clock systemClock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
