package io.sessionservice.platform;

import org.springframework.context.SmartLifecycle;
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

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        lingering = true;
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
