package io.sessionservice.platform;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Holds the shutdown between readiness turning (Spring Boot refuses traffic as the context begins to close) and the web
 * server's graceful end, so that a balancer stops sending first. Keeps the last phase, which is the first to be stopped.
 */
@Component
public class ShutdownLinger implements SmartLifecycle {

    private final ShutdownProperties properties;
    private volatile boolean running;
    private volatile boolean lingering;

    ShutdownLinger(ShutdownProperties properties) {
        this.properties = properties;
    }

    /** Whether the end has begun: requests are still served, but no new ones should be invited. */
    public boolean isLingering() {
        return lingering;
    }

    /** Before those who answer for readiness hear of it: whoever sees it turned is told so by every answer. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void readinessTurns(AvailabilityChangeEvent<ReadinessState> change) {
        lingering = change.getState() == ReadinessState.REFUSING_TRAFFIC;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        try {
            Thread.sleep(properties.linger());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
