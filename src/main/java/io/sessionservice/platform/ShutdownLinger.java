package io.sessionservice.platform;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Holds the shutdown between readiness turning (Spring Boot refuses traffic as the context begins to close) and the web
 * server's graceful end, so that a balancer stops sending first. Keeps the last phase, which is the first to be stopped.
 */
@Component
class ShutdownLinger implements SmartLifecycle {

    private final ShutdownProperties properties;
    private volatile boolean running;

    ShutdownLinger(ShutdownProperties properties) {
        this.properties = properties;
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
