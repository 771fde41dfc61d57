package io.sessionservice.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of a request: known names only, each once, none empty. */
final class AdminQuery {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int MAX_LENGTH = 500;

    private final Map<String, String> values = new HashMap<>();

    /** @throws AdminRefusedException naming the parameters with which something is wrong */
    AdminQuery(HttpServletRequest request, String... known) {
        Map<String, List<String>> problems = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, given) -> {
            String problem = problem(name, given, known);
            if (problem == null) {
                values.put(name, given[0]);
            } else {
                problems.put(name.substring(0, Math.min(name.length(), 100)), List.of(problem));
            }
        });
        if (!problems.isEmpty()) {
            throw AdminRefusedException.fields(problems);
        }
    }

    private static @Nullable String problem(String name, String[] given, String[] known) {
        if (!Arrays.asList(known).contains(name)) {
            return "is not a known parameter";
        }
        if (given.length > 1) {
            return "is given twice";
        }
        if (given[0].isEmpty()) {
            return "is empty";
        }
        return given[0].length() > MAX_LENGTH || !PlainText.Check.isPlain(given[0]) ? "is not a valid text" : null;
    }

    @Nullable
    String text(String name) {
        return values.get(name);
    }

    @Nullable
    Long id(String name) {
        return values.containsKey(name) ? number(name, 1, Long.MAX_VALUE) : null;
    }

    long requireId(String name) {
        if (!values.containsKey(name)) {
            throw AdminRefusedException.field(name, "is required");
        }
        return number(name, 1, Long.MAX_VALUE);
    }

    /** Where the page begins. */
    long after() {
        return values.containsKey("after") ? number("after", 0, Long.MAX_VALUE) : 0;
    }

    int limit() {
        return values.containsKey("limit") ? (int) number("limit", 1, MAX_LIMIT) : DEFAULT_LIMIT;
    }

    private long number(String name, long min, long max) {
        String text = values.getOrDefault(name, "");
        if (text.matches("[0-9]{1,19}")) {
            try {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // more than 64 bits hold
            }
        }
        throw AdminRefusedException.field(name, "is not a number from " + min + " to " + max);
    }
}
