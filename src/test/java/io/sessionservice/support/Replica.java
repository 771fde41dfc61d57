package io.sessionservice.support;

import io.sessionservice.SessionServiceApplication;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * The whole service with its connectors, one of possibly several on a database. They start and end one after another, also those of
 * tests that run beside others: Boot sets up the one Logback of the JVM at each start, and two at once get in each other's way.
 */
public final class Replica implements AutoCloseable {

    private static final Object TURN = new Object();

    private final ConfigurableApplicationContext context;

    private Replica(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts a replica.
     *
     * @param settings {@code name=value}, over those of the test profile
     */
    public static Replica start(JdbcConnectionDetails database, String... settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--spring.datasource.url=" + database.getJdbcUrl());
        arguments.add("--spring.datasource.username=" + database.getUsername());
        arguments.add("--spring.datasource.password=" + database.getPassword());
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        synchronized (TURN) {
            return new Replica(new SpringApplicationBuilder(SessionServiceApplication.class)
                    .profiles("test")
                    .run(arguments.toArray(String[]::new)));
        }
    }

    public String url() {
        return "http://localhost:" + port();
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public int managementPort() {
        return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
    }

    /**
     * Does now what is otherwise done by schedule.
     *
     * @param task {@code Class.method}
     */
    public void runTask(String task) {
        context.getBean(ScheduledAnnotationBeanPostProcessor.class).getScheduledTasks().stream()
                .filter(scheduled -> scheduled.toString().endsWith("." + task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(task))
                .getTask()
                .getRunnable()
                .run();
    }

    public <T> List<T> beans(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    public <T> T bean(Class<T> type) {
        return type.isInstance(context) ? type.cast(context) : context.getBean(type);
    }

    @Override
    public void close() {
        synchronized (TURN) {
            context.close();
        }
    }
}
