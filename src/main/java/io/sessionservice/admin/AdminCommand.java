package io.sessionservice.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sessionservice.platform.AlreadyTakenException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar session-service.jar admin VERB …}: for the days when the management port cannot be reached. Works on the
 * database as a replica does, and opens no port. What it answers is JSON on standard output; everything else is on standard error.
 */
public final class AdminCommand {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int SAID_WRONGLY = 2;
    private static final int NOT_FOUND = 3;
    private static final int TAKEN = 4;

    private static final JsonMapper JSON = new JsonMapper();

    /** What a command needs of the service: no server, no migration, nothing that runs by the clock, and a quiet log. */
    private static final List<String> SETTINGS = List.of(
            "--spring.main.web-application-type=none",
            "--spring.main.lazy-initialization=true",
            "--spring.flyway.enabled=false",
            // named, not asked for: with the database away the failure then says so
            "--spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect",
            "--spring.jpa.hibernate.ddl-auto=none",
            "--sessions.shutdown.linger=0s",
            "--logging.level.root=OFF",
            "--logging.level.com.zaxxer.hikari.pool.PoolBase=OFF");

    private final Class<?> application;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    /** @param application whose beans carry the command out */
    public AdminCommand(Class<?> application, InputStream in, PrintStream out, PrintStream err) {
        this.application = application;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Carries a command out.
     *
     * @param arguments those after {@code admin}
     * @param settings {@code --name=value}, over those of the environment
     * @return the exit code
     */
    public int run(List<String> arguments, String... settings) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            (arguments.isEmpty() ? err : out).print(CommandUsage.text());
            return arguments.isEmpty() ? SAID_WRONGLY : DONE;
        }
        try {
            CommandLine line = CommandLine.parse(arguments);
            List<String> all = new ArrayList<>(SETTINGS);
            all.addAll(List.of(settings));
            try (ConfigurableApplicationContext context =
                    new SpringApplication(application).run(all.toArray(String[]::new))) {
                Operator operator = new Operator("command of " + System.getProperty("user.name"), null);
                Object answer = context.getBean(AdminCommands.class).run(line, this::readPassword, operator);
                out.println(JSON.writeValueAsString(answer));
                return DONE;
            }
        } catch (RuntimeException e) {
            return explain(e);
        }
    }

    private int explain(RuntimeException failure) {
        if (failure instanceof AdminRefusedException refusal) {
            err.println(JSON.writeValueAsString(refusal.errors()));
            return SAID_WRONGLY;
        }
        if (failure instanceof NoSuchElementException) {
            err.println("Not found.");
            return NOT_FOUND;
        }
        if (failure instanceof AlreadyTakenException taken) {
            err.println(taken.what() + " is taken.");
            return TAKEN;
        }
        if (failure instanceof CommandLineException) {
            err.println(failure.getMessage());
            err.println("See: admin --help");
            return SAID_WRONGLY;
        }
        err.println(rootOf(failure).getMessage());
        return FAILED;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** From standard input, for arguments are for everyone on the machine to read. */
    private String readPassword() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8));
            return Objects.requireNonNullElse(reader.readLine(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
