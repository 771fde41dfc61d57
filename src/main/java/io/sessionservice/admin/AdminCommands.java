package io.sessionservice.admin;

import io.sessionservice.application.ApplicationId;
import io.sessionservice.session.FindSessions;
import io.sessionservice.session.SessionPage;
import io.sessionservice.session.SessionRegistry;
import io.sessionservice.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The verbs of the command line: the same acts as on the management port, checked and written down in the same way. */
@Component
class AdminCommands {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    private final ApplicationActs applications;
    private final UserActs users;
    private final SessionRegistry sessions;
    private final Clock clock;

    AdminCommands(ApplicationActs applications, UserActs users, SessionRegistry sessions, Clock clock) {
        this.applications = applications;
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Does what the line says and answers what the management port would.
     *
     * @param password asked for when the verb needs one
     */
    Object run(CommandLine line, Supplier<String> password, Operator operator) {
        return switch (line.verb()) {
            case "register" -> applications.register(registration(line), operator);
            case "rotate-secret" -> rotate(line, operator);
            case "suspend" ->
                onEither(
                        line,
                        id -> applications.suspend(new ApplicationId(id), operator),
                        id -> users.suspend(new UserId(id), operator));
            case "resume" ->
                onEither(
                        line,
                        id -> applications.resume(new ApplicationId(id), operator),
                        id -> users.resume(new UserId(id), operator));
            case "revoke-sessions" ->
                onEither(
                        line,
                        id -> applications.revokeSessions(new ApplicationId(id), operator),
                        id -> users.revokeSessions(new UserId(id), operator));
            case "sessions" -> sessions(line);
            case "create-user" -> users.create(user(line, password.get()), operator);
            default -> throw new CommandLineException("There is no verb '" + line.verb() + "'.");
        };
    }

    private NewSecretDescriptor rotate(CommandLine line, Operator operator) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "graceSeconds", line.number("grace-seconds"));
        Duration grace = read(body, RotateSecretBody.class).grace();
        return applications.rotateSecret(new ApplicationId(line.requireNumber("application")), grace, operator);
    }

    private static Object onEither(CommandLine line, LongFunction<?> application, LongFunction<?> user) {
        Long applicationId = line.number("application");
        Long userId = line.number("user");
        if ((applicationId == null) == (userId == null)) {
            throw new CommandLineException("One of --application and --user is required.");
        }
        return applicationId != null ? application.apply(applicationId) : user.apply(line.requireNumber("user"));
    }

    private SessionDescriptor.Page sessions(CommandLine line) {
        Long application = line.number("application");
        Long user = line.number("user");
        Long after = line.number("after");
        Long limit = line.number("limit");
        SessionPage page = sessions.find(
                new FindSessions(
                        application == null ? null : new ApplicationId(application),
                        user == null ? null : new UserId(user),
                        after == null ? 0 : after,
                        limit == null ? DEFAULT_LIMIT : (int) Math.min(limit, MAX_LIMIT)),
                clock.instant());
        return new SessionDescriptor.Page(
                page.sessions().stream().map(SessionDescriptor::of).toList(),
                page.next() == null ? null : page.next().value());
    }

    private static RegisterApplicationBody registration(CommandLine line) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "name", line.text("name"));
        put(body, "id", line.number("id"));
        put(body, "authKey", line.text("auth-key"));
        String algorithms = line.text("algorithms");
        put(body, "algorithms", algorithms == null ? null : Arrays.asList(algorithms.split(",", -1)));
        return read(body, RegisterApplicationBody.class);
    }

    private static CreateUserBody user(CommandLine line, String password) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "applicationId", line.number("application"));
        put(body, "id", line.number("id"));
        put(body, "login", line.text("login"));
        put(body, "email", line.text("email"));
        put(body, "fullName", line.text("full-name"));
        put(body, "password", password);
        return read(body, CreateUserBody.class);
    }

    private static void put(Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** Through the eye of the same needle as a request's body. */
    private static <T> T read(Map<String, Object> body, Class<T> type) {
        return AdminJson.read(JSON.writeValueAsBytes(body), type);
    }
}
