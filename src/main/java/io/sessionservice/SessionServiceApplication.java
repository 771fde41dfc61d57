package io.sessionservice;

import io.sessionservice.platform.SchemaMigration;
import io.sessionservice.wire.SmokeTest;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** The session service: the QuickBlox session API on one port, operations on another. */
@SpringBootApplication(
        exclude = {
            // bodies are read in the wire room, and errors answered there, in one shape
            MultipartAutoConfiguration.class,
            ErrorMvcAutoConfiguration.class,
            // the management port brings its own filter; the public one has none
            SecurityFilterAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            // its listeners would write a row for each request without credentials; ours counts
            AuditAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class SessionServiceApplication {

    /** Serves; or, as the first argument says, migrates the schema and ends, or tries a running service and ends. */
    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "migrate" -> SchemaMigration.run(args);
            case "smoke" -> SmokeTest.run();
            default -> SpringApplication.run(SessionServiceApplication.class, args);
        }
    }
}
