package io.sessionservice.admin;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What can be said on the command line. */
final class CommandUsage {

    /** @param options which the verb knows, each with what it takes */
    record Verb(String meaning, Map<String, String> options) {}

    private static final Map<String, Verb> VERBS = new TreeMap<>(Map.of(
            "register",
                    verb(
                            "registers an application and shows its auth secret, this once",
                            "name",
                            "TEXT",
                            "id",
                            "ID",
                            "auth-key",
                            "TEXT",
                            "algorithms",
                            "SHA1,SHA256"),
            "rotate-secret",
                    verb(
                            "makes a new auth secret and shows it, this once",
                            "application",
                            "ID",
                            "grace-seconds",
                            "SECONDS"),
            "suspend", verb("shuts an application or a user out", "application", "ID", "user", "ID"),
            "resume", verb("lets an application or a user in again", "application", "ID", "user", "ID"),
            "revoke-sessions", verb("ends all sessions of an application or a user", "application", "ID", "user", "ID"),
            "sessions", verb("lists sessions", "application", "ID", "user", "ID", "limit", "NUMBER", "after", "ID"),
            "create-user",
                    verb(
                            "creates a user; the password is the first line of standard input",
                            "application",
                            "ID",
                            "id",
                            "ID",
                            "login",
                            "TEXT",
                            "email",
                            "TEXT",
                            "full-name",
                            "TEXT")));

    private CommandUsage() {}

    private static Verb verb(String meaning, String... options) {
        Map<String, String> known = new TreeMap<>();
        for (int i = 0; i < options.length; i += 2) {
            known.put(options[i], options[i + 1]);
        }
        return new Verb(meaning, known);
    }

    static Map<String, Verb> verbs() {
        return VERBS;
    }

    static String text() {
        String verbs = VERBS.entrySet().stream()
                .map(verb -> "  %-16s %s%n  %-16s %s"
                        .formatted(verb.getKey(), verb.getValue().meaning(), "", options(verb.getValue())))
                .collect(Collectors.joining(System.lineSeparator()));
        return String.join(
                System.lineSeparator(),
                List.of(
                        "Usage: java -jar session-service.jar admin VERB [--OPTION VALUE]...",
                        "",
                        verbs,
                        "",
                        "Works on the database of SPRING_DATASOURCE_URL with the SESSIONS_SEALING_KEYS of the service; no port is opened.",
                        "Ends with 0 when done, 1 when it cannot be done now, 2 when it is said wrongly, 3 when there is no such thing,",
                        "4 when an id, key, login or e-mail address is taken.",
                        ""));
    }

    private static String options(Verb verb) {
        return verb.options().entrySet().stream()
                .map(option -> "--" + option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(" "));
    }
}
