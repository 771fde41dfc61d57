package io.sessionservice.demo;

import io.sessionservice.SessionServiceApplication;
import org.springframework.boot.SpringApplication;

/** The service with a PostgreSQL of its own, a demo application and a demo user: {@code ./mvnw spring-boot:test-run}. */
public class DemoApplication {

    public static void main(String[] args) {
        SpringApplication.from(SessionServiceApplication::main)
                .with(DemoDatabase.class, DemoUser.class, DemoRequests.class)
                .withAdditionalProfiles("demo")
                .run(args);
    }
}
