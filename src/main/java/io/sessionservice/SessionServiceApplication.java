package io.sessionservice;

import io.sessionservice.admin.AdminCommand;
import io.sessionservice.platform.SchemaMigration;
import io.sessionservice.wire.SmokeTest;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.autoconfigure.metrics.DataRepositoryMetricsAutoConfiguration;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
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
            AuditAutoConfiguration.class,
            // pages as parameters of controllers, a timer for each repository, metrics of MBeans
            // that Tomcat does not have here: each takes time and memory at the start
            DataWebAutoConfiguration.class,
            DataRepositoryMetricsAutoConfiguration.class,
            TomcatMetricsAutoConfiguration.class
        })
@ConfigurationPropertiesScan
public class SessionServiceApplication {

    /** Serves; or, as the first argument says, migrates the schema, tries a running service or carries out a command, and ends. */
    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "migrate" -> SchemaMigration.run(args);
            case "smoke" -> SmokeTest.run();
            case "admin" -> System.exit(command(args));
            default -> SpringApplication.run(SessionServiceApplication.class, args);
        }
    }

    private static int command(String[] args) {
        return new AdminCommand(SessionServiceApplication.class, System.in, System.out, System.err)
                .run(Arrays.asList(args).subList(1, args.length));
    }
}
